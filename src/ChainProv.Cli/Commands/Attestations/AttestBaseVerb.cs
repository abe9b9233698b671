using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Commands.Attestations;

internal sealed class AttestBaseVerb : Verb
{
    private readonly Argument<string[]> _paths = new("path") { Description = "The model's files or folder; its .safetensors files hold the weights.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _check = new("--check") { Description = "Commitments made before: are they of these weights?", HelpName = "base.weights" };
    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads compute; the digest is the same for any number.", HelpName = "n" };
    private readonly OutputOption _output;

    public AttestBaseVerb()
        : base("base", "Commit to public weights, as anyone who has them can; or check such commitments.", "chainprov attest base model.safetensors -o base.weights")
    {
        Arguments.Add(_paths);
        Options.Add(_check);
        Options.Add(_threads);
        _output = new OutputOption(this, "Where the commitments go. An interrupted run goes on from what it leaves there.", isRequired: false);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? check = arguments.GetValue(_check);
        if (_output.IsGiven(arguments) == (check is not null)) throw new UsageException("give either -o FILE, to commit, or --check FILE, to check");
        bool toStandardOutput = check is null && _output.IsStandardOutput(arguments, IsJson(arguments));
        int threads = arguments.GetValue(_threads) ?? Environment.ProcessorCount;
        if (threads < 1) throw new UsageException("--threads is at least 1");
        WeightsOptions options = new() { Threads = threads, Progress = Terminal.Progress(check is null ? "committing" : "checking"), CancellationToken = cancellationToken };
        Stopwatch clock = Stopwatch.StartNew();
        string[] paths = arguments.GetRequiredValue(_paths);
        return Task.FromResult(check is null ? Commit(Find(paths), toStandardOutput ? null : _output.Path(arguments), options, clock) : Check(paths, check, options, clock));
    }

    private static WeightSource Find(string[] paths) =>
        WeightSource.Find(paths) ?? throw new InputException(string.Join(", ", paths), null, "holds no weights: no file's name ends in .safetensors");

    private static Report Check(string[] paths, string file, WeightsOptions options, Stopwatch clock)
    {
        WeightsCommitment weights = WeightsFile.Read(file);
        if (weights.IsHiding) throw new InputException(file, null, "hides the weights that it is of; only public ones (attest base -o) can be checked by others");
        WeightSource source = Find(paths);
        WeightsDifference? difference = WeightsDifference.First(source, weights, options);
        Report report = new Report { Holds = difference is null }.Add("valid", difference is null);
        if (difference is not null) report.Add("differs", new JsonObject { ["problem"] = difference.Problem, ["tensor"] = difference.Tensor, ["chunk"] = difference.Chunk });
        return Describe(report, weights).AddSeconds(clock.Elapsed);
    }

    private static Report Describe(Report report, WeightsCommitment weights) => report
        .Add("weightsDigest", weights.Digest.ToString())
        .Add("tensors", weights.Table.Tensors.Length)
        .Add("parameters", weights.Table.Parameters)
        .Add("chunks", weights.Table.ChunkCount)
        .Add("bytes", weights.Table.Bytes);

    /// <param name="source">The weights.</param>
    /// <param name="path">Where the commitments go; null for stdout.</param>
    /// <param name="options">How to go through the weights.</param>
    /// <param name="clock">Runs.</param>
    private static Report Commit(WeightSource source, string? path, WeightsOptions options, Stopwatch clock)
    {
        WeightsCommitter committer = new(source, ChunkBlinding.Public, options);
        WeightsCommitment weights = path is null ? committer.Compute() : committer.Commit(path);
        if (path is null) WeightsFile.Write(Terminal.StandardOutput, weights);
        return Describe(new Report { WroteToStandardOutput = path is null }, weights).Add("resumedChunks", committer.Resumed).AddSeconds(clock.Elapsed);
    }
}
