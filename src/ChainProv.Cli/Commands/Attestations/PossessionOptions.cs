using System.CommandLine;
using System.Globalization;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>Showing with a response that the model's weights are at hand: k chunks of them, which the asker's nonce chooses.</summary>
internal sealed class PossessionOptions
{
    private static readonly double[] Shares = [0.01, 0.1, 0.5];

    private readonly Option<int?> _chunks = new("--possession") { Description = "Open so many random chunks of the weights, into FILE.possession.json beside the certificate. Each chunk can be opened 16 times.", HelpName = "k" };
    private readonly Option<string[]> _files = new("--weights-of") { Description = "With --possession: the model's files or folder; may be repeated.", HelpName = "path" };

    public PossessionOptions(Command command)
    {
        command.Options.Add(_chunks);
        command.Options.Add(_files);
    }

    /// <summary>Where the proof of possession goes that belongs to a certificate.</summary>
    public static string PathFor(string certificate) => Path.ChangeExtension(certificate, ".possession.json");

    /// <exception cref="UsageException">The number is none, or the files are not named.</exception>
    public int? Chunks(ParseResult arguments, bool toStandardOutput)
    {
        if (arguments.GetValue(_chunks) is not { } chunks) return null;
        if (chunks is < 1 or > WeightsPossession.MaxChunks) throw new UsageException($"--possession is 1 to {WeightsPossession.MaxChunks}");
        if (toStandardOutput) throw new UsageException("--possession writes a second file beside the certificate, so that -o - cannot be used");
        return (arguments.GetValue(_files) ?? []).Length > 0 ? chunks : throw new UsageException("--possession needs the weights: give --weights-of PATH");
    }

    /// <summary>The weights, found before the proof is made.</summary>
    /// <exception cref="InputException">They are not here, or not those of the model.</exception>
    public ModelWeights Find(ParseResult arguments, PublicModel model, string modelPath, Terminal terminal, CancellationToken cancellationToken)
    {
        WeightsOptions options = new() { Progress = terminal.Progress("Opening chunks"), CancellationToken = cancellationToken };
        ModelWeights weights = ModelWeights.Open(modelPath, arguments.GetValue(_files)!, options);
        return weights.Commitment.Digest == model.Facts.WeightsDigest
            ? weights
            : throw new InputException(ModelWeights.PathFor(modelPath), null, "is not of the weights that the model commits to; commit to it again");
    }

    public static Sha256Digest ContextOf(Hash32 nonce) => Sha256Digest.Read(nonce.ToArray());

    /// <summary>How likely it is that nobody notices who lacks a share of the chunks.</summary>
    public static IEnumerable<string> Odds(int opened, int all) => opened == all
        ? ["all chunks were opened"]
        : Shares.Select(share => string.Create(
            CultureInfo.InvariantCulture, $"who lacks {share:P0} of the weights passes with probability {WeightsPossession.Odds(share, opened):G3}"));
}
