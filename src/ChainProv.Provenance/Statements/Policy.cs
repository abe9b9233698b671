using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>What every declared dataset must satisfy.</summary>
public sealed record Policy
{
    /// <param name="requiredTags">At most 4; a dataset must carry all of them.</param>
    /// <param name="allowedLicences">At most 16; every licence of a dataset must be one of them.</param>
    /// <param name="certifiedNotBefore">The first day of certification that counts.</param>
    /// <param name="validOn">The day on which no certification may have expired.</param>
    /// <exception cref="ArgumentException">There are too many tags or licences, or one is zero or stands twice.</exception>
    public Policy(IEnumerable<Fr> requiredTags, IEnumerable<Fr> allowedLicences, Day certifiedNotBefore, Day validOn)
    {
        RequiredTags = SlottedElements.Of(ReleaseFormat.PolicyTags, requiredTags);
        AllowedLicences = SlottedElements.Of(ReleaseFormat.PolicyLicences, allowedLicences);
        CertifiedNotBefore = certifiedNotBefore;
        ValidOn = validOn;
    }

    public SlottedElements RequiredTags { get; }

    public SlottedElements AllowedLicences { get; }

    public Day CertifiedNotBefore { get; }

    public Day ValidOn { get; }

    /// <summary>What the circuit checks of a dataset, asked of it directly.</summary>
    public bool IsSatisfiedBy(DatasetMetadata dataset) =>
        RequiredTags.Elements.ToArray().All(dataset.Tags.Slots.Contains)
        && dataset.Licences.Elements.ToArray().All(AllowedLicences.Slots.Contains)
        && CertifiedNotBefore <= dataset.CertifiedOn && ValidOn <= dataset.ExpiresOn;

    public Fr Digest() => Poseidon2.Hash(
        ReleaseFormat.PolicyTag,
        ReleaseFormat.Policy<Fr>(
            RequiredTags.Slots.AsSpan(), AllowedLicences.Slots.AsSpan(), CertifiedNotBefore.ToElement(), ValidOn.ToElement()));
}
