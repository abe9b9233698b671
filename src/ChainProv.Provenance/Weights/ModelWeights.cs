using ChainProv.Files;
using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Weights;

/// <summary>
/// The weights of a model that is committed to, in files beside its <c>model.json</c>: <c>model.weights</c>, for everyone; and, where the weights are hidden,
/// <c>model.weights.secret.json</c> and the ledger of openings, <c>model.openings</c>, which
/// lies beside the file itself where <c>model.json</c> is a link.
/// </summary>
public sealed class ModelWeights
{
    private const string Extension = ".weights";

    private readonly WeightsOpener _opener;

    private ModelWeights(WeightsCommitment commitment, WeightsOpener opener, int resumed) => (Commitment, _opener, Resumed) = (commitment, opener, resumed);

    public WeightsCommitment Commitment { get; }

    /// <summary>How many chunks were committed to before: all, where nothing has changed.</summary>
    public int Resumed { get; }

    /// <summary>The file of the commitments to a model's weights.</summary>
    public static string PathFor(string modelFile) => Path.ChangeExtension(modelFile, Extension);

    /// <summary>Commits to the weights, or takes what was committed to before, where the files are the same.</summary>
    /// <param name="modelFile">Where <c>model.json</c> is or will be.</param>
    /// <param name="source">The weights.</param>
    /// <param name="modelDigest">Of the files that they are in.</param>
    /// <param name="isPublic">Whether anyone may have the weights, and can then recompute the commitments.</param>
    /// <param name="options">How to go through them.</param>
    /// <exception cref="InputException">A file of the model cannot be read or was changed meanwhile, or one beside it is damaged.</exception>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public static ModelWeights Commit(string modelFile, WeightSource source, Sha256Digest modelDigest, bool isPublic, WeightsOptions options)
    {
        string path = PathFor(modelFile), secretPath = SecretPathFor(modelFile);
        WeightsSecret? secret = isPublic ? null : SecretOf(secretPath, modelDigest);
        OpeningLedger ledger = LedgerOf(modelFile);
        if (secret is { WeightsDigest.IsZero: false })
        {
            // Without the ledger nobody knows how often the weights were opened under this seed.
            if (!ledger.Exists || WeightsBudget.IsUsedUp(ledger, secret.WeightsDigest)) secret = FreshSecret(secretPath, modelDigest);
            else if (FileKinds.Of(path) != FileKind.Missing && WeightsFile.Read(path) is { } before && before.Digest == secret.WeightsDigest)
                return new(before, new(source, secret.Blinding, before, ledger, options), before.Table.ChunkCount);
        }

        ChunkBlinding blinding = secret?.Blinding ?? ChunkBlinding.Public;
        WeightsCommitter committer = new(source, blinding, options);
        WeightsCommitment commitment = committer.Commit(path);
        source.RequireUnchanged(modelDigest, options.CancellationToken);
        if (secret is not null)
        {
            ledger.Create();
            JsonFile.Write(secretPath, secret with { WeightsDigest = commitment.Digest }, secret: true);
        }

        return new(commitment, new(source, blinding, commitment, ledger, options), committer.Resumed);
    }

    /// <summary>The weights of a model that was committed to.</summary>
    /// <param name="modelFile">Its <c>model.json</c>.</param>
    /// <param name="paths">The model's files and folders.</param>
    /// <param name="options">How to go through them.</param>
    /// <exception cref="InputException">A file is missing or damaged, or of another model; or the ledger of hiding weights is lost.</exception>
    public static ModelWeights Open(string modelFile, IReadOnlyCollection<string> paths, WeightsOptions options)
    {
        WeightSource source = WeightSource.Find(paths) ?? throw new InputException(string.Join(", ", paths), null, "holds no weights: no file's name ends in .safetensors");
        WeightsCommitment commitment = WeightsFile.Read(PathFor(modelFile));
        ChunkBlinding blinding = commitment.IsHiding ? WeightsSecret.Read(SecretPathFor(modelFile)).Blinding : ChunkBlinding.Public;
        OpeningLedger ledger = LedgerOf(modelFile);
        return commitment.IsHiding && !ledger.Exists
            ? throw new InputException(ledger.Folder, null, "is missing, so that nobody knows how often the weights were opened; commit to the model again, under fresh blinding")
            : new(commitment, new(source, blinding, commitment, ledger, options), resumed: 0);
    }

    /// <summary>Shows that whoever commits to the model knows all of its weights: for a model commitment, which no other publisher can open.</summary>
    /// <inheritdoc cref="WeightsOpener.OpenAll"/>
    public WeightsOpening OpenFor(Fr modelCommitment) => _opener.OpenAll(ContextOf(modelCommitment));

    /// <inheritdoc cref="WeightsOpener.OpenChunks"/>
    public WeightsPossession OpenChunks(Sha256Digest context, int asked) => _opener.OpenChunks(context, asked);

    /// <summary>What an opening for a model commitment is made for: SHA-256("chainprov/weights-of-model/v1" ‖ 0x00 ‖ the commitment, 32 bytes).</summary>
    public static Sha256Digest ContextOf(Fr modelCommitment)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        modelCommitment.Write(bytes);
        return Sha256Digest.Of([.. "chainprov/weights-of-model/v1\0"u8, .. bytes]);
    }

    private static string SecretPathFor(string modelFile) => PathFor(modelFile) + ".secret.json";

    /// <summary>The seed of these files, or a fresh one, on the disk before anything is committed to under it.</summary>
    private static WeightsSecret SecretOf(string path, Sha256Digest modelDigest)
    {
        if (FileKinds.Of(path) != FileKind.Missing && WeightsSecret.Read(path) is { } kept && kept.ModelDigest == modelDigest) return kept;
        return FreshSecret(path, modelDigest);
    }

    private static WeightsSecret FreshSecret(string path, Sha256Digest modelDigest)
    {
        WeightsSecret secret = WeightsSecret.Create(modelDigest);
        JsonFile.Write(path, secret, secret: true);
        return secret;
    }

    private static OpeningLedger LedgerOf(string modelFile) => new(Path.ChangeExtension(RealPath.Of(modelFile), ".openings"));
}
