using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Commitments;

/// <summary>The chunks f₀, f₁ … of several vectors as the one polynomial F = Σ Xᴺᵏ·fₖ, of which only the part at a point z is ever computed: Fz = Σ zᴺᵏ·fₖ, with
/// Fz(z) = F(z).</summary>
/// <remarks>One evaluation for all vectors tells less about them than one for each. As a commitment holds degrees below N alone, F has but one such split.</remarks>
public static class FoldedVectors
{
    /// <summary>[Fz] = Σ zᴺᵏ·[fₖ].</summary>
    /// <param name="commitments">Of the chunks of all vectors, in order.</param>
    /// <param name="point">z.</param>
    /// <param name="powers">N.</param>
    public static G1Affine Fold(ReadOnlyMemory<G1Affine> commitments, Fr point, int powers) => Kzg.Combine(commitments, Factors(commitments.Length, point, powers));

    /// <summary>The N coefficients of Fz, as secret as the vectors.</summary>
    /// <param name="vectors">At least one, all over one reference string.</param>
    /// <param name="point">z.</param>
    public static Fr[] Fold(IReadOnlyList<CommittedVector> vectors, Fr point)
    {
        Fr[] sum = new Fr[vectors[0].Srs.Size];
        Fr[] factors = Factors(vectors.Sum(vector => vector.Commitments.Length), point, sum.Length);
        int place = 0;
        foreach (CommittedVector vector in vectors)
        {
            for (int chunk = 0; chunk < vector.Commitments.Length; chunk++, place++)
            {
                Fr[] coefficients = vector.Chunk(chunk);
                for (int i = 0; i < sum.Length; i++) sum[i] += factors[place] * coefficients[i];
            }
        }

        return sum;
    }

    /// <summary>The powers zᴺᵏ of so many chunks.</summary>
    public static Fr[] Factors(int count, Fr point, int powers)
    {
        Fr step = point.Pow(powers);
        Fr[] factors = new Fr[count];
        for (int i = 0; i < count; i++) factors[i] = i == 0 ? Fr.One : factors[i - 1] * step;
        return factors;
    }
}
