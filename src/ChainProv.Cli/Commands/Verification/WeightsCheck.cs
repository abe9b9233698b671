using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Commands.Verification;

/// <summary>What <c>verify</c> checks of a release's weights.</summary>
internal sealed class WeightsCheck
{
    private readonly Option<string?> _weights = new("--weights") { Description = "Of a release: the commitments to its weights, to check that the publisher knew them.", HelpName = "model.weights" };

    public WeightsCheck(Command command) => command.Options.Add(_weights);

    public bool IsGiven(ParseResult arguments) => arguments.GetValue(_weights) is not null;

    /// <summary>What speaks against the weights being those of the release; and against public ones being those of the files, where they are here.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="release">The release.</param>
    /// <param name="modelPaths">The model's files; none where they are not compared.</param>
    /// <param name="terminal">Told what is not checked.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IEnumerable<string> Problems(ParseResult arguments, ReleaseCertificate release, string[] modelPaths, Terminal terminal, CancellationToken cancellationToken)
    {
        if (release.WeightsOpening is not { } opening) terminal.Note("the release names no weights: its files are bound by their digests alone");
        else if (arguments.GetValue(_weights) is not { } path) terminal.Note("opening of the weights not checked (give --weights model.weights)");
        else return Problems(opening, release, WeightsFile.Read(path), modelPaths, terminal, cancellationToken);
        return [];
    }

    private static IEnumerable<string> Problems(
        WeightsOpening opening, ReleaseCertificate release, WeightsCommitment weights, string[] modelPaths, Terminal terminal, CancellationToken cancellationToken)
    {
        if (opening.Problem(weights, ModelWeights.ContextOf(release.ModelCommitment)) is { } problem) yield return problem;
        if (modelPaths.Length == 0) yield break;
        if (weights.IsHiding)
        {
            terminal.Note("the weights are hidden: nobody but the publisher can tell that they are those of the files");
            yield break;
        }

        WeightSource source = WeightSource.Find(modelPaths) ?? throw new InputException(string.Join(", ", modelPaths), null, "holds no weights: no file's name ends in .safetensors");
        if (WeightsDifference.First(source, weights, new WeightsOptions { CancellationToken = cancellationToken }) is { } difference)
            yield return $"the files hold other weights than were committed to: {difference.Problem}";
    }
}
