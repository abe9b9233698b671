using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Aggregation;

/// <summary>What proofs are aggregated with: the powers of two independent secrets, a and b (eprint 2021/529, section 3).</summary>
/// <remarks>
/// Whoever knows either secret can make aggregates of proofs that do not exist. That neither follows from the other cannot be seen in the points, unless a
/// power of one is a power of the other: it is what two separate ceremonies show.
/// </remarks>
public sealed class AggregationSrs
{
    private AggregationSrs(SetupKind setup, SecretPowers a, SecretPowers b)
    {
        Verifier = new(a.Two.Length, setup, a.One.Span[1], a.Two.Span[1], b.One.Span[1], b.Two.Span[1]);
        A = a;
        B = b;
    }

    public SecretPowers A { get; }

    public SecretPowers B { get; }

    /// <summary>The small part that a verifier needs.</summary>
    public AggregationVerifierSrs Verifier { get; }

    /// <summary>How many proofs an aggregate can hold at most: n, a power of two.</summary>
    public int Capacity => Verifier.Capacity;

    public SetupKind Setup => Verifier.Setup;

    /// <summary>An SRS from powers that came from elsewhere, all of which are checked.</summary>
    /// <exception cref="ArgumentException">The powers are not those of two secrets; the message says where.</exception>
    /// <remarks>A series is checked by one random linear combination of its points in each group, against itself one place further: false series pass with probability 2⁻¹²⁸.</remarks>
    public static AggregationSrs FromPowers(SetupKind setup, SecretPowers a, SecretPowers b)
    {
        RequireGroups("a", a);
        RequireGroups("b", b);
        if (a.Two.Length != b.Two.Length) throw new ArgumentException("it has more powers of one secret than of the other");

        AggregationSrs srs = new(setup, a, b);
        if (!IsSeries(a)) throw new ArgumentException("the powers of a are not powers of one number");
        if (!IsSeries(b)) throw new ArgumentException("the powers of b are not powers of one number");
        return AllDiffer(a, b) ? srs : throw new ArgumentException("a power of a is ± a power of b, or of a itself: a commitment could be opened in two ways");
    }

    /// <summary>An SRS from powers that this process computed.</summary>
    internal static AggregationSrs FromTrusted(SetupKind setup, SecretPowers a, SecretPowers b) => new(setup, a, b);

    private static void RequireGroups(string name, SecretPowers powers)
    {
        if (!AggregationVerifierSrs.IsCapacity(powers.Two.Length) || powers.One.Length != 2 * powers.Two.Length) throw new ArgumentException($"it does not have 2n powers of {name} in G1 and n in G2");
        if (BatchValidation.FirstInvalid(powers.One) is { } one) throw new ArgumentException($"{name} in G1[{one}]: {PointFormatException.Describe(powers.One.Span[one].Validate())}");
        if (BatchValidation.FirstInvalid(powers.Two) is { } two) throw new ArgumentException($"{name} in G2[{two}]: {PointFormatException.Describe(powers.Two.Span[two].Validate())}");
        if (powers.One.Span[0] != G1Affine.Generator || powers.Two.Span[0] != G2Affine.Generator) throw new ArgumentException($"the zeroth power of {name} is not the generator");
    }

    /// <summary>That no two of the powers are the same or each other's negative, which have one X. The zeroth power is both's.</summary>
    private static bool AllDiffer(SecretPowers a, SecretPowers b)
    {
        HashSet<Fp> seen = new(a.One.Length + b.One.Length);
        foreach (G1Affine power in a.One.Span)
            if (!seen.Add(power.X)) return false;
        foreach (G1Affine power in b.One.Span[1..])
            if (!seen.Add(power.X)) return false;
        return true;
    }

    /// <summary>e(Σ ρᵢ·sⁱ, s) = e(Σ ρᵢ·sⁱ⁺¹, 1) in G1, and the same with the groups exchanged.</summary>
    private static bool IsSeries(SecretPowers powers)
    {
        Fr[] inOne = RandomCoefficients.Draw(powers.One.Length - 1), inTwo = RandomCoefficients.Draw(powers.Two.Length - 1);
        G1Affine one = MultiScalarMultiplication.Compute(powers.One[..^1], inOne).ToAffine(), oneNext = MultiScalarMultiplication.Compute(powers.One[1..], inOne).ToAffine();
        G2Affine two = MultiScalarMultiplication.Compute(powers.Two[..^1], inTwo).ToAffine(), twoNext = MultiScalarMultiplication.Compute(powers.Two[1..], inTwo).ToAffine();
        return Pairing.ProductIsOne((one, powers.Two.Span[1]), (-oneNext, G2Affine.Generator)) && Pairing.ProductIsOne((powers.One.Span[1], two), (-G1Affine.Generator, twoNext));
    }
}
