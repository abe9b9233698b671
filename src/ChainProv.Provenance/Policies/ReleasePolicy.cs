using System.Collections.Immutable;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Policies;

/// <summary>What a release promises about every dataset that it declares, in words; <see cref="ToStatement"/> gives it in field elements.</summary>
/// <param name="RequiredTags">Tags that each dataset must carry, in ordinal order; at most 4.</param>
/// <param name="AllowedLicences">SPDX ids; every licence of every dataset must be among them. In ordinal order; 1 to 16.</param>
/// <param name="CertifiedNotBefore">No dataset was certified before this day.</param>
/// <param name="ValidOn">No certification ends before this day.</param>
public sealed record ReleasePolicy(
    ImmutableArray<string> RequiredTags, ImmutableArray<string> AllowedLicences, DateOnly CertifiedNotBefore, DateOnly ValidOn)
{
    /// <summary>What is wrong, or null. A policy of a certificate comes from a stranger: its words must be those that <see cref="PolicyFile"/> would write.</summary>
    public string? Problem()
    {
        if (RequiredTags.IsDefault || AllowedLicences.IsDefaultOrEmpty) return "a policy has a list of required tags and at least one allowed licence";
        if (RequiredTags.Length > ReleaseFormat.PolicyTags) return $"there are {RequiredTags.Length} tags; a policy has room for {ReleaseFormat.PolicyTags}";
        if (AllowedLicences.Length > ReleaseFormat.PolicyLicences)
            return $"there are {AllowedLicences.Length} licences; a policy has room for {ReleaseFormat.PolicyLicences}";
        if (RequiredTags.Select(TagText.Problem).FirstOrDefault(problem => problem is not null) is { } wrong) return wrong;
        if (AllowedLicences.FirstOrDefault(licence => !SpdxLicence.TryNormalise(licence, out string? id) || id != licence) is { } text)
            return $"{Unicode.Quote(text)} is not an SPDX licence id";
        if (!IsOrdered(RequiredTags) || !IsOrdered(AllowedLicences)) return "tags and licences stand once each, in ordinal order";
        return CertifiedNotBefore.Year < 1970 || ValidOn.Year < 1970 ? "dates are not before 1970" : null;
    }

    private static bool IsOrdered(ImmutableArray<string> texts) => texts.Zip(texts.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);

    /// <summary>The policy as the statement hashes it: its <see cref="Policy.Digest"/> is the <c>policyDigest</c>.</summary>
    /// <exception cref="ArgumentException">There are too many tags or licences, or one stands twice.</exception>
    public Policy ToStatement() => new(
        RequiredTags.Select(ReleaseElements.Tag), AllowedLicences.Select(ReleaseElements.Licence), Day.Of(CertifiedNotBefore), Day.Of(ValidOn));
}
