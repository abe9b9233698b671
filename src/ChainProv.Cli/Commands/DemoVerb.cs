using System.CommandLine;
using System.Text.Json.Nodes;
using ChainProv.Cli.Demo;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands;

internal sealed class DemoVerb : Verb
{
    private readonly Option<string?> _data = new("--data") { Description = "A dataset of yours instead of the sample: a folder, .jsonl, .csv or .parquet.", HelpName = "path" };
    private readonly Option<string?> _folder = new("--folder") { Description = "Keep the files here (default: a temporary folder, removed at the end).", HelpName = "folder" };
    private readonly Keys _keys;

    public DemoVerb()
        : base("demo", "The whole story on a local chain with real files, and the forgeries that fail.", "chainprov demo")
    {
        Options.Add(_data);
        Options.Add(_folder);
        _keys = new Keys(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? kept = arguments.GetValue(_folder);
        string folder = kept is null ? Directory.CreateTempSubdirectory("chainprov-demo-").FullName : OutputFolder.Create(kept);
        try
        {
            // In JSON mode stdout is for the object alone.
            Action<string> say = IsJson(arguments) ? Terminal.Error.WriteLine : Terminal.Out.WriteLine;
            await using Story story = await Story.RunAsync(folder, arguments.GetValue(_data), _keys.Store(arguments), say, cancellationToken);
            return await FinishAsync(story, say, cancellationToken);
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Report> FinishAsync(Story story, Action<string> say, CancellationToken cancellationToken)
    {
        Hash32 model = new(story.Model.Public.ModelDigest.ToArray()), policy = ReleaseAnchor.ToHash(story.Release.PolicyDigest);
        JsonObject lookup = await story.Seconds.MeasureAsync("lookup", () =>
            story.Services.LookUpAsync(LookupSubject.DigestsOf(story.ModelPath, cancellationToken), story.Anchored.BlockNumber, cancellationToken));
        bool found = lookup["found"]?.GetValue<bool>() == true && lookup["record"]?["modelDigest"]?.GetValue<string>() == model.ToString();
        say($"Anyone asks the indexer for the model, by its file: {(found ? "found, with the authority's root as its parent" : "NOT FOUND")}.");

        bool onChain = await story.Registry.IsProvenAsync(model, policy, cancellationToken: cancellationToken);
        bool offChain = await story.Seconds.MeasureAsync("verify", () => ReleaseVerifier.Problems(story.Release, story.Key.VerifyingKey).Count == 0);
        say($"Anyone checks it: on chain {(onChain ? "proven" : "NOT PROVEN")}, off chain {(offChain ? "valid" : "INVALID")}. {ReleaseMeaning.MeaningOf(story.Release.TrainingLink)}.");
        bool answered = await story.Seconds.MeasureAsync("verifyResponse", () => ResponseVerifier.Problems(story.Response, story.ResponseKey.VerifyingKey).Count == 0)
            && await story.Attestations.VerifyAsync(
                ResponseAnchor.AttestationOf(story.Response, story.Release), story.Response.Proof.Encode(PointFormat.Eip2537), 0, cancellationToken: cancellationToken);
        say($"And the answer: off chain and on chain {(answered ? "valid" : "NOT VALID")}. That the model computed it is attested, not proved.");

        IReadOnlyList<string> refused = await story.Seconds.MeasureAsync("forgeries", () => TryForgeriesAsync(story, say, cancellationToken));
        ProvenanceRegistry.ReleaseStatus after = await story.Registry.StatusAsync(model, cancellationToken: cancellationToken);
        say($"After the revocation the release shows as {(after.RootSuperseded && !after.Proven ? "superseded, and no longer counts as proven" : "STILL PROVEN")}.");

        return new Report { Holds = found && onChain && offChain && answered && refused.Count == Forgery.All.Count && after.RootSuperseded && !after.Proven }
            .Add("datasetRoot", story.Dataset.DatasetRoot.ToString())
            .Add("authorityRoot", story.Certified.AuthorityRoot.ToString())
            .Add("modelDigest", model.ToString())
            .Add("modelCommitment", story.Model.Public.ModelCommitment.ToString())
            .Add("proofDigest", story.Release.ProofDigest.ToString())
            .Add("transaction", story.Anchored.TransactionHash.ToString())
            .Add("gasUsed", story.Anchored.GasUsed)
            .Add("verifiedOnChain", onChain)
            .Add("verifiedOffChain", offChain)
            .Add("responseVerified", answered)
            .Add("responseGasUsed", story.Recorded.GasUsed)
            .Add("lookup", lookup)
            .Add("refused", refused)
            .Add("seconds", story.Seconds.ToJson());
    }

    private static async Task<IReadOnlyList<string>> TryForgeriesAsync(Story story, Action<string> say, CancellationToken cancellationToken)
    {
        List<string> refused = [];
        say("Forgeries:");
        foreach (Forgery forgery in Forgery.All)
        {
            Refusal refusal = await forgery.Attempt(story, cancellationToken);
            bool isRefused = forgery.IsRefusedBy(refusal);
            if (isRefused) refused.Add(forgery.Name);
            say($"  {(isRefused ? "refused" : "NOT REFUSED")}  {forgery.Name}: {forgery.What}");
            if (!string.IsNullOrEmpty(refusal.OffChain)) say($"           off chain: {refusal.OffChain}");
            if (refusal.OnChain is not null) say($"           on chain: {refusal.OnChain}");
        }

        return refused;
    }
}
