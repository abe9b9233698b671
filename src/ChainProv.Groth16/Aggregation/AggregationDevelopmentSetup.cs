using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Aggregation;

/// <summary>An aggregation SRS made by one party from fresh randomness, which is forgotten: good for development, and the SRS says so.</summary>
public static class AggregationDevelopmentSetup
{
    /// <param name="capacity">How many proofs an aggregate may hold: a power of two, at least 2.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    public static AggregationSrs Run(int capacity, CancellationToken cancellationToken = default) =>
        Run(capacity, NonTrivial(), NonTrivial(), cancellationToken);

    internal static AggregationSrs Run(int capacity, Fr a, Fr b, CancellationToken cancellationToken = default)
    {
        if (!AggregationVerifierSrs.IsCapacity(capacity)) throw new ArgumentException("The capacity is not a power of two, at least 2.", nameof(capacity));
        FixedBaseTable<Cryptography.Bls12381.G1, Fp, Fr> g1 = new(G1Affine.Generator, 4 * capacity);
        FixedBaseTable<Cryptography.Bls12381.G2, Fp2, Fr> g2 = new(G2Affine.Generator, 2 * capacity);
        return AggregationSrs.FromTrusted(SetupKind.Development, Powers(a), Powers(b));

        SecretPowers Powers(Fr secret)
        {
            Fr[] powers = Polynomial.Powers(secret, 2 * capacity);
            return new(g1.MultiplyAll(powers, cancellationToken: cancellationToken), g2.MultiplyAll(powers.AsMemory(..capacity), cancellationToken: cancellationToken));
        }
    }

    private static Fr NonTrivial()
    {
        Fr value;
        do value = Fr.Random();
        while (value.IsZero || value == Fr.One || value == -Fr.One);
        return value;
    }
}
