using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>
/// What an authority gives a publisher whose training it vouches for (<c>cosigned.json</c>, mode 0600, as it names a dataset that releases hide): its word, and
/// the word's path in one state of its tree.
/// </summary>
/// <param name="DatasetLeaf">Of the dataset that the model was made from.</param>
/// <param name="Facts">Of the model.</param>
/// <param name="Salt">128 bits, secret.</param>
/// <param name="Siblings">From the leaf up; 20.</param>
public sealed record CosignatureCertificate(
    AuthorityId AuthorityId, ulong Revision, Fr AuthorityRoot, int LeafIndex, Fr DatasetLeaf, ModelFacts Facts, Fr Salt, ImmutableArray<Fr> Siblings) : IJsonFile, ITreeCertificate
{
    public static string FormatName => "chainprov/cosignature/v1";

    public static int MaxBytes => 1 << 16;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <exception cref="InputException">The file is missing, is not a cosignature, or does not lead to its own root.</exception>
    public static CosignatureCertificate Read(string path)
    {
        CosignatureCertificate certificate = JsonFile.Read<CosignatureCertificate>(path);
        certificate.Require(path, "$");
        return certificate;
    }

    public Fr Leaf() => Cosignature.Leaf(DatasetLeaf, Facts, Salt);

    /// <summary>Nothing secret.</summary>
    public override string ToString() => $"cosignature of authority {AuthorityId}";

    /// <summary>Checks that everything fits together.</summary>
    /// <exception cref="InputException">It does not.</exception>
    internal void Require(string file, string place) => this.RequirePath(file, place);
}
