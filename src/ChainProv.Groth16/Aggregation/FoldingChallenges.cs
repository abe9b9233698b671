using ChainProv.Cryptography.Fields;

namespace ChainProv.Groth16.Aggregation;

/// <summary>r, and the challenges x of the rounds: what they make of the commitment keys.</summary>
/// <remarks>
/// Round j halves vectors of 2m elements, m = n/2^(j+1). It adds x⁻¹ times the right half of B, v and s to the left, and x times that of A, C and w. So what
/// is left of v = (sⁱ) is f_v(s), f_v(X) = Π (1 + x⁻¹·X^m), and of w = (r⁻ⁱ·sⁿ⁺ⁱ) is f_w(s), f_w(X) = Xⁿ·Π (1 + x·(X/r)^m) (eprint 2021/529, section 5).
/// </remarks>
internal sealed class FoldingChallenges
{
    private readonly Fr _inverseR;
    private readonly Fr[] _inverses;

    public FoldingChallenges(Fr r, IReadOnlyList<Fr> rounds)
    {
        R = r;
        Rounds = rounds;
        Fr[] inverses = [.. rounds, r];
        inverses.AsSpan().InvertAll();
        _inverses = inverses[..^1];
        _inverseR = inverses[^1];
    }

    public Fr R { get; }

    public IReadOnlyList<Fr> Rounds { get; }

    public IReadOnlyList<Fr> Inverses => _inverses;

    /// <summary>f_v(z). What is left of s = (rⁱ) is f_v(r).</summary>
    public Fr KeyV(Fr z) => Product(_inverses, z);

    /// <summary>f_w(z).</summary>
    public Fr KeyW(Fr z)
    {
        Fr power = z;
        for (int i = 0; i < Rounds.Count; i++) power = power.Square();
        return power * Product(Rounds, z * _inverseR);
    }

    /// <summary>The coefficients of f_v, lowest first.</summary>
    public Fr[] PolynomialV() => Coefficients(_inverses, Fr.One);

    /// <summary>The coefficients of f_w, lowest first; the first n are zero.</summary>
    public Fr[] PolynomialW()
    {
        Fr[] high = Coefficients(Rounds, _inverseR);
        return [.. new Fr[high.Length], .. high];
    }

    /// <summary>Π (1 + xⱼ·X^m): the last round's factor has m = 1.</summary>
    private static Fr Product(IReadOnlyList<Fr> challenges, Fr power)
    {
        Fr product = Fr.One;
        for (int j = challenges.Count - 1; j >= 0; j--, power = power.Square()) product *= Fr.One + (challenges[j] * power);
        return product;
    }

    /// <summary>The coefficients of Π (1 + xⱼ·(scale·X)^m).</summary>
    private static Fr[] Coefficients(IReadOnlyList<Fr> challenges, Fr scale)
    {
        Fr[] coefficients = new Fr[1 << challenges.Count];
        coefficients[0] = Fr.One;
        for (int j = challenges.Count - 1, m = 1; j >= 0; j--, m *= 2, scale = scale.Square())
        {
            Fr factor = challenges[j] * scale;
            for (int i = 0; i < m; i++) coefficients[m + i] = coefficients[i] * factor;
        }

        return coefficients;
    }
}
