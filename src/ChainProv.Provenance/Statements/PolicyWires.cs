using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>A hidden policy that opens a digest.</summary>
internal sealed class PolicyWires
{
    private readonly Wire[] _tags, _licences;
    private readonly UnsignedInteger _certifiedNotBefore;

    private PolicyWires(Wire[] tags, Wire[] licences, UnsignedInteger certifiedNotBefore, UnsignedInteger validOn, Wire digest)
    {
        (_tags, _licences, _certifiedNotBefore) = (tags, licences, certifiedNotBefore);
        ValidOn = validOn;
        Digest = digest;
    }

    public UnsignedInteger ValidOn { get; }

    public Wire Digest { get; }

    public static PolicyWires Declare(ICircuitBuilder circuit, PolicyAssignment policy)
    {
        using CircuitScope scope = circuit.Scope("policy");
        Wire[] tags = circuit.PrivateSlots("tag", policy.Tags.AsSpan(), ReleaseFormat.PolicyTags);
        Wire[] licences = circuit.PrivateSlots("licence", policy.Licences.AsSpan(), ReleaseFormat.PolicyLicences);
        UnsignedInteger notBefore = circuit.PrivateInteger("certified-not-before", policy.CertifiedNotBefore, ReleaseFormat.DateBits);
        UnsignedInteger validOn = circuit.PrivateInteger("valid-on", policy.ValidOn, ReleaseFormat.DateBits);
        Wire digest = circuit.Hash(
            "digest", ReleaseFormat.PolicyTag, ReleaseFormat.Policy<Wire>(tags, licences, notBefore.Wire, validOn.Wire));
        return new PolicyWires(tags, licences, notBefore, validOn, digest);
    }

    /// <summary>Every required tag is among the dataset's, every licence of it is allowed and there is one, and its dates are in
    /// order.</summary>
    public void AssertSatisfiedBy(ICircuitBuilder circuit, DatasetWires dataset)
    {
        for (int i = 0; i < _tags.Length; i++)
        {
            using CircuitScope tag = circuit.Scope("required-tag", i);
            circuit.AssertEmptyOrMember("present", _tags[i], dataset.Tags);
        }

        for (int i = 0; i < dataset.Licences.Length; i++)
        {
            using CircuitScope licence = circuit.Scope("licence", i);
            circuit.AssertEmptyOrMember("allowed", dataset.Licences[i], _licences);
        }

        circuit.AssertNonZero("has-a-licence", dataset.Licences[0]);
        circuit.AssertLessOrEqual("certified-late-enough", _certifiedNotBefore, dataset.CertifiedOn);
        circuit.AssertLessOrEqual("not-expired", ValidOn, dataset.ExpiresOn);
    }
}
