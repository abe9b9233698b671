using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>
/// What an authority gives a publisher (<c>certified.json</c>, mode 0600, as it names a dataset that releases hide): a certification and its path in one
/// state of the authority's tree.
/// </summary>
/// <param name="Siblings">From the leaf up; 20.</param>
public sealed record DatasetCertificate(
    AuthorityId AuthorityId,
    BlsPublicKey BlsPublicKey,
    ulong Revision,
    Fr AuthorityRoot,
    int LeafIndex,
    Certification Certification,
    ImmutableArray<Fr> Siblings) : IJsonFile
{
    public static string FormatName => "chainprov/certificate/v1";

    public static int MaxBytes => 1 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    [JsonIgnore]
    public Fr DatasetRoot => Certification.DatasetRoot;

    /// <exception cref="InputException">The file is missing, is not a certificate, or does not lead to its own root.</exception>
    public static DatasetCertificate Read(string path)
    {
        DatasetCertificate certificate = JsonFile.Read<DatasetCertificate>(path);
        certificate.Require(path, "$");
        return certificate;
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this, secret: true);

    /// <summary>The dataset and its path, as the circuit takes them.</summary>
    public CertifiedDataset ToStatement() => new(Certification.ToStatement(), Path());

    /// <summary>The state of the tree that the path leads to.</summary>
    public AuthorityHead Head() => new(Path().RootFrom(Certification.ToStatement().Leaf()), Revision);

    /// <summary>Checks that everything fits together.</summary>
    /// <exception cref="InputException">It does not.</exception>
    internal void Require(string file, string place)
    {
        if (Revision == 0) throw new InputException(file, $"{place}.revision", "revisions count from 1");
        if (AuthorityId.Of(BlsPublicKey) != AuthorityId) throw new InputException(file, $"{place}.authorityId", "is not that of the public key beside it");
        if (Certification.Problem() is { } problem) throw new InputException(file, $"{place}.certification", problem);
        if (Siblings.IsDefault || Siblings.Length != ReleaseFormat.AuthorityDepth)
            throw new InputException(file, $"{place}.siblings", $"a path has {ReleaseFormat.AuthorityDepth} siblings");
        if (LeafIndex is < 0 or >= 1 << ReleaseFormat.AuthorityDepth) throw new InputException(file, $"{place}.leafIndex", "is not an index of the tree");
        if (Head().Root() != AuthorityRoot)
            throw new InputException(file, $"{place}.authorityRoot", "is not what the certification and its path lead to; ask the authority for the certificate again");
    }

    private MerklePath Path() => new(LeafIndex, Siblings);
}
