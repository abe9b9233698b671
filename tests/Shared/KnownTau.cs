using ChainProv.Cryptography.Commitments;

namespace ChainProv.Tests.Shared;

/// <summary>Reference strings whose secret is known: quick to make at any size, and good for nothing but tests.</summary>
internal static class KnownTau
{
    public static KzgSrs Srs(int size, Fr tau) => KzgSrs.From(G1(size, tau), G2(2, tau));

    public static KzgSrs Srs(int size) => Srs(size, Fr.Random());

    public static G1Affine[] G1(int count, Fr tau) => G1Jacobian.BatchToAffine([.. Powers(count, tau).Select(power => G1Jacobian.Generator * power)]);

    public static G2Affine[] G2(int count, Fr tau) => G2Jacobian.BatchToAffine([.. Powers(count, tau).Select(power => G2Jacobian.Generator * power)]);

    private static IEnumerable<Fr> Powers(int count, Fr tau)
    {
        Fr power = Fr.One;
        for (int i = 0; i < count; i++, power *= tau) yield return power;
    }
}
