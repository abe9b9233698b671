namespace ChainProv.Indexer.Queries;

/// <summary>What a digest is the digest of.</summary>
public static class RecordKind
{
    /// <summary>A model: <c>modelDigest</c>.</summary>
    public const string Model = "model";

    /// <summary>A file of a model: its SHA-256.</summary>
    public const string File = "file";

    /// <summary>A release: <c>releaseId</c>.</summary>
    public const string Release = "release";

    /// <summary>A dataset: <c>datasetRoot</c>.</summary>
    public const string Dataset = "dataset";

    /// <summary>An authority: <c>authorityId</c>.</summary>
    public const string Authority = "authority";

    /// <summary>A model commitment, which releases and responses name: <c>modelCommitment</c>.</summary>
    public const string ModelCommitment = "model-commitment";

    /// <summary>A root of the registry tree: <c>registryRoot</c>.</summary>
    public const string RegistryRoot = "registry-root";

    /// <summary>A root that an authority published: <c>authorityRoot</c>.</summary>
    public const string Root = "root";
}
