using System.Collections.Immutable;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>What an authority certifies of a dataset, in words.</summary>
/// <param name="Tags">In ordinal order, at most 8.</param>
/// <param name="Licences">Those of all records: SPDX ids in ordinal order, 1 to 8.</param>
/// <param name="ExpiresOn">The last day that the certification holds; null for ever.</param>
public sealed record Certification(Fr DatasetRoot, ImmutableArray<string> Tags, ImmutableArray<string> Licences, DateOnly CertifiedOn, DateOnly? ExpiresOn)
{
    public DatasetMetadata ToStatement() => new(
        DatasetRoot,
        Tags.Select(ReleaseElements.Tag),
        Licences.Select(ReleaseElements.Licence),
        Day.Of(CertifiedOn),
        ExpiresOn is { } day ? Day.Of(day) : Day.Never);

    /// <summary>What is wrong, or null.</summary>
    public string? Problem()
    {
        if (Tags.IsDefault || Licences.IsDefaultOrEmpty) return "a certification has a list of tags and at least one licence";
        if (Tags.Length > ReleaseFormat.DatasetTags) return $"there are {Tags.Length} tags; a certification has room for {ReleaseFormat.DatasetTags}";
        if (Licences.Length > ReleaseFormat.DatasetLicences)
            return $"there are {Licences.Length} licences; a certification has room for {ReleaseFormat.DatasetLicences} (split the dataset)";
        if (Tags.Select(TagText.Problem).FirstOrDefault(problem => problem is not null) is { } wrong) return wrong;
        if (Licences.FirstOrDefault(licence => !SpdxLicence.TryNormalise(licence, out string? id) || id != licence) is { } text)
            return $"{Unicode.Quote(text)} is not an SPDX licence id";
        if (Tags.Distinct().Count() != Tags.Length || Licences.Distinct().Count() != Licences.Length) return "a tag or licence stands twice";
        if (CertifiedOn.Year < 1970) return "the certification is dated before 1970";
        return ExpiresOn < CertifiedOn ? $"it would expire on {ExpiresOn:yyyy-MM-dd}, before it is certified on {CertifiedOn:yyyy-MM-dd}" : null;
    }

    /// <summary>Whether the other certifies the same, whenever it was.</summary>
    public bool SaysTheSameAs(Certification other) =>
        DatasetRoot == other.DatasetRoot && Tags.SequenceEqual(other.Tags) && Licences.SequenceEqual(other.Licences) && ExpiresOn == other.ExpiresOn;
}
