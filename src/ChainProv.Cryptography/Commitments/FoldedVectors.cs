using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Commitments;

/// <summary>The chunks f₀, f₁ … of several vectors as the one polynomial F = Σ Xᴹᵏ·fₖ with M = 2³², of which only the part at a point z is ever computed: Fz = Σ zᴹᵏ·fₖ,
/// with Fz(z) = F(z).</summary>
/// <remarks>
/// M is above every degree that anybody can commit to (a powers-of-tau file holds fewer than 2²⁹ powers), also where a reference string takes only a part of the
/// powers that were published: so F has but one such split, whatever the commitments hold. One evaluation for all vectors tells less about them than one for each;
/// whoever shows it has opened every one of them, and has to count that.
/// </remarks>
public static class FoldedVectors
{
    /// <summary>log₂ M.</summary>
    public const int LogSpacing = 32;

    /// <summary>[Fz] = Σ zᴹᵏ·[fₖ].</summary>
    /// <param name="commitments">Of the chunks of all vectors, in order.</param>
    /// <param name="point">z.</param>
    public static G1Affine Fold(ReadOnlyMemory<G1Affine> commitments, Fr point) => Kzg.Combine(commitments, Factors(commitments.Length, point));

    /// <summary>The N coefficients of Fz, as secret as the vectors.</summary>
    /// <param name="vectors">At least one, all over one reference string.</param>
    /// <param name="point">z.</param>
    public static Fr[] Fold(IReadOnlyList<CommittedVector> vectors, Fr point)
    {
        Fr[] sum = new Fr[vectors[0].Srs.Size];
        Fr[] factors = Factors(vectors.Sum(vector => vector.Commitments.Length), point);
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

    /// <summary>The powers zᴹᵏ of so many chunks.</summary>
    public static Fr[] Factors(int count, Fr point)
    {
        Fr step = point.Pow(1L << LogSpacing);
        Fr[] factors = new Fr[count];
        for (int i = 0; i < count; i++) factors[i] = i == 0 ? Fr.One : factors[i - 1] * step;
        return factors;
    }
}
