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
    ulong Revision,
    Fr AuthorityRoot,
    int LeafIndex,
    Certification Certification,
    ImmutableArray<Fr> Siblings) : IJsonFile, ITreeCertificate
{
    public static string FormatName => "chainprov/certificate/v2";

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

    public Fr Leaf() => Certification.ToStatement().Leaf();

    /// <summary>Checks that everything fits together.</summary>
    /// <exception cref="InputException">It does not.</exception>
    internal void Require(string file, string place)
    {
        if (Certification.Problem() is { } problem) throw new InputException(file, $"{place}.certification", problem);
        this.RequirePath(file, place);
    }
}
