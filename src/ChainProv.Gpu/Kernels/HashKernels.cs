using ChainProv.Cryptography.Hashing;
using ChainProv.Gpu.Fields;
using ILGPU;

namespace ChainProv.Gpu.Kernels;

/// <summary>Poseidon2 of width 2 (<see cref="Poseidon2Permutation{TField}"/>), one permutation a thread.</summary>
internal static class HashKernels
{
    /// <summary>Parent i = P2(left, right)[0] + left.</summary>
    /// <param name="i">The parent.</param>
    /// <param name="children">Two a parent.</param>
    /// <param name="parents">The layer above.</param>
    /// <param name="constants">Of all rounds, in order: two for a full one, one for a partial one.</param>
    /// <param name="halfFullRounds">Full rounds before the partial ones, and as many after.</param>
    /// <param name="partialRounds">Between them.</param>
    public static void CompressPair(
        Index1D i, ArrayView<KernelFr> children, ArrayView<KernelFr> parents, ArrayView<KernelFr> constants, int halfFullRounds, int partialRounds)
    {
        KernelFr left = children[2L * i.X], right = children[(2L * i.X) + 1];
        KernelFr sum = left + right, a = left + sum, b = right + sum;
        int next = 0;
        for (int round = 0; round < (2 * halfFullRounds) + partialRounds; round++)
        {
            bool isFull = round < halfFullRounds || round >= halfFullRounds + partialRounds;
            a = FifthPower(a + constants[next]);
            next++;
            if (isFull)
            {
                b = FifthPower(b + constants[next]);
                next++;
            }

            // The outer matrix is (2 1; 1 2), the inner one (2 1; 1 3).
            sum = a + b;
            a += sum;
            b = isFull ? b + sum : b + b + sum;
        }

        parents[i] = a + left;
    }

    private static KernelFr FifthPower(KernelFr x) => KernelFr.Square(KernelFr.Square(x)) * x;
}
