using System.Collections.Immutable;

namespace ChainProv.Provenance.Statements;

/// <summary>A policy as the circuit reads it: 4 tags, 16 licences, two dates.</summary>
public sealed record PolicyAssignment(ImmutableArray<Fr> Tags, ImmutableArray<Fr> Licences, Fr CertifiedNotBefore, Fr ValidOn)
{
    public static PolicyAssignment Empty { get; } =
        new([.. new Fr[ReleaseFormat.PolicyTags]], [.. new Fr[ReleaseFormat.PolicyLicences]], Fr.Zero, Fr.Zero);

    public static PolicyAssignment Of(Policy policy) =>
        new(policy.RequiredTags.Slots, policy.AllowedLicences.Slots, policy.CertifiedNotBefore.ToElement(), policy.ValidOn.ToElement());
}
