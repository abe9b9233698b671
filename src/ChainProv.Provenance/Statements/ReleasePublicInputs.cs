using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace ChainProv.Provenance.Statements;

/// <summary>What a release proof says in public.</summary>
/// <param name="Context">Chain, registry and publisher, hashed to 248 bits; zero fields where the release is unbound.</param>
public sealed record ReleasePublicInputs(
    Fr AuthorityRoot, Fr ModelCommitment, DigestLimbs Model, DigestLimbs BaseModel, Day ValidOn, Fr PolicyDigest, Fr Context)
{
    public const int Count = 8;

    /// <summary>The eight elements, in the order of <c>docs/release-statement.md</c>.</summary>
    public Fr[] ToElements() => ReleaseFormat.PublicInputs(
        AuthorityRoot,
        ModelCommitment,
        Model.HighElement,
        Model.LowElement,
        Fr.From((BigInteger)BaseModel.High + ((BigInteger)ValidOn.Number << ReleaseFormat.LimbBits)),
        BaseModel.LowElement,
        PolicyDigest,
        Context);

    /// <summary>Reads the eight elements; false where the count is wrong or one has more bits than it may.</summary>
    public static bool TryRead(ReadOnlySpan<Fr> elements, [NotNullWhen(true)] out ReleasePublicInputs? inputs)
    {
        inputs = null;
        if (elements.Length != Count
            || !TryReadInteger(elements[2], ReleaseFormat.LimbBits, out BigInteger modelHigh)
            || !TryReadInteger(elements[3], ReleaseFormat.LimbBits, out BigInteger modelLow)
            || !TryReadInteger(elements[4], ReleaseFormat.LimbBits + ReleaseFormat.DateBits, out BigInteger baseHighAndValidOn)
            || !TryReadInteger(elements[5], ReleaseFormat.LimbBits, out BigInteger baseLow)
            || !TryReadInteger(elements[7], ReleaseFormat.ContextBits, out _)) return false;
        BigInteger validOn = baseHighAndValidOn >> ReleaseFormat.LimbBits;
        BigInteger baseHigh = baseHighAndValidOn - (validOn << ReleaseFormat.LimbBits);
        inputs = new ReleasePublicInputs(
            elements[0],
            elements[1],
            new DigestLimbs((UInt128)modelHigh, (UInt128)modelLow),
            new DigestLimbs((UInt128)baseHigh, (UInt128)baseLow),
            new Day((uint)validOn),
            elements[6],
            elements[7]);
        return true;
    }

    private static bool TryReadInteger(Fr element, int bits, out BigInteger value)
    {
        value = element.ToBigInteger();
        return value.GetBitLength() <= bits;
    }
}
