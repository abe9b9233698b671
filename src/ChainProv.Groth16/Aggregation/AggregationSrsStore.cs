using ChainProv.Files;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Aggregation;

/// <summary>Aggregation SRSs in a folder, one for each capacity: <c>aggregation-1024.srs</c>, and <c>aggregation-1024.verifier</c>, which is all that a verifier needs.</summary>
/// <remarks>A folder may come from anywhere: whatever is loaded is checked whole, each time.</remarks>
public sealed class AggregationSrsStore(string folder)
{
    public string Folder { get; } = folder;

    public bool Has(int capacity) => File.Exists(PathOf(capacity));

    /// <summary>The SRS of a capacity; a new development SRS if there is none. Of many that ask at once, one makes it.</summary>
    /// <exception cref="KeyFileException">The SRS that is there cannot be used, or the folder cannot be written to.</exception>
    public AggregationSrs LoadOrCreateDevelopment(int capacity, CancellationToken cancellationToken = default)
    {
        if (Has(capacity)) return Load(capacity);
        using FileLock alone = NewFiles.Lock(PathOf(capacity), cancellationToken);
        return Has(capacity) ? Load(capacity) : Create(capacity, cancellationToken);
    }

    /// <exception cref="KeyFileException">Missing, malformed, unsound, of another capacity, or not that of the verifier's part beside it.</exception>
    public AggregationSrs Load(int capacity)
    {
        string path = PathOf(capacity);
        AggregationSrs srs = AggregationSrsFile.Read(path);
        if (srs.Capacity != capacity) throw new KeyFileException(path, $"it is for {srs.Capacity} proofs");
        return LoadVerifier(capacity).Encode().AsSpan().SequenceEqual(srs.Verifier.Encode()) ? srs
            : throw new KeyFileException(path, $"its aggregates would not be accepted with {Path.GetFileName(VerifierPathOf(capacity))} beside it, which is another's");
    }

    /// <exception cref="KeyFileException">Missing, malformed, unsound, or of another capacity.</exception>
    public AggregationVerifierSrs LoadVerifier(int capacity)
    {
        string path = VerifierPathOf(capacity);
        AggregationVerifierSrs srs = AggregationSrsFile.ReadVerifier(path);
        return srs.Capacity == capacity ? srs : throw new KeyFileException(path, $"it is for {srs.Capacity} proofs");
    }

    private AggregationSrs Create(int capacity, CancellationToken cancellationToken)
    {
        if (File.Exists(VerifierPathOf(capacity))) throw new KeyFileException(VerifierPathOf(capacity), "it is there without the SRS that it is part of; bring that, or remove this if it is of no use any more");

        AggregationSrs srs = AggregationDevelopmentSetup.Run(capacity, cancellationToken);
        NewFiles.Write((VerifierPathOf(capacity), stream => AggregationSrsFile.Write(stream, srs.Verifier)), (PathOf(capacity), stream => AggregationSrsFile.Write(stream, srs)));
        return srs;
    }

    private string PathOf(int capacity) => Path.Combine(Folder, $"aggregation-{capacity}.srs");

    private string VerifierPathOf(int capacity) => Path.Combine(Folder, $"aggregation-{capacity}.verifier");
}
