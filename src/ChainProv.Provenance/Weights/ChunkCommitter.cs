using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Provenance.Weights;

/// <summary>Commits to many polynomials, each on the thread that asks: with a sum for each core, cores need not wait for each other within one.</summary>
internal sealed class ChunkCommitter
{
    /// <summary>With fewer, the powers are not worth preparing.</summary>
    private const int Worthwhile = 256;

    private readonly Func<ReadOnlyMemory<Fr>, G1Jacobian> _sum;

    /// <param name="chunks">About how many will be asked for.</param>
    /// <param name="threads">How many threads may prepare for that.</param>
    public ChunkCommitter(int chunks, int threads)
    {
        ReadOnlyMemory<G1Affine> powers = KzgSrs.Ethereum.G1Powers;
        _sum = chunks < Worthwhile
            ? coefficients => MultiScalarMultiplication.Compute(powers, coefficients, threads: 1)
            : new PreparedBases<G1, Fp, Fr>(powers, threads).Sum;
    }

    public G1Affine Commit(ReadOnlyMemory<Fr> coefficients) => _sum(coefficients).ToAffine();
}
