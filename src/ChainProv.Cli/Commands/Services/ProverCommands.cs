using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Api;

namespace ChainProv.Cli.Commands.Services;

/// <summary>A hosted prover's clients.</summary>
internal static class ProverCommands
{
    public static Command Create() => new("prover", "Hand work to a hosted prover and follow it.") { new SubmitVerb(), new StatusVerb() };

    /// <summary>What is said of a job wherever one is shown.</summary>
    public static Report Describe(JobResponse job) => new Report { Holds = !ProverClient.HasFailed(job) }
        .Add("job", job.Job)
        .Add("state", job.State)
        .Add("progress", job.Progress)
        .Add("transaction", job.Transaction?.ToString())
        .Add("block", job.Block)
        .Add("reason", job.Reason);

    private sealed class SubmitVerb : Verb
    {
        private readonly Argument<string> _model = new("file") { Description = "A model.json with its model.secret.json beside it." };
        private readonly Option<string> _policy = new("--policy") { Description = "What every declared dataset satisfies.", Required = true, HelpName = "policy.json" };
        private readonly Option<bool> _anchor = new("--anchor") { Description = "Anchor the release once it is proved." };
        private readonly NewerCertificates _newer;
        private readonly ProverOption _prover;

        public SubmitVerb()
            : base("submit", "Submit a release to be proved. The request names the datasets and holds the blinding: the prover must be trusted with both.", "chainprov prover submit model.json --policy policy.json --anchor --prover http://127.0.0.1:5080")
        {
            Arguments.Add(_model);
            Options.Add(_policy);
            Options.Add(_anchor);
            _newer = new NewerCertificates(this);
            _prover = new ProverOption(this);
        }

        protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            using ProverClient prover = _prover.Connect(arguments);
            string model = arguments.GetRequiredValue(_model);
            ReleaseRequest request = ReleaseInput.Read(model, _newer.Read(arguments, model), arguments.GetRequiredValue(_policy), await prover.ContextAsync(cancellationToken));
            return Describe(await prover.SubmitAsync(request, arguments.GetValue(_anchor), cancellationToken));
        }
    }

    private sealed class StatusVerb : Verb
    {
        private readonly Argument<string> _job = new("job") { Description = "The job's id." };
        private readonly ProverOption _prover;

        public StatusVerb()
            : base("status", "Show how far a job is.", "chainprov prover status 3f2c… --prover http://127.0.0.1:5080")
        {
            Arguments.Add(_job);
            _prover = new ProverOption(this);
        }

        protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            using ProverClient prover = _prover.Connect(arguments);
            return Describe(await prover.StatusAsync(arguments.GetRequiredValue(_job), cancellationToken));
        }
    }
}
