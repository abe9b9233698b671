using System.Numerics;
using System.Security.Cryptography;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Circuits.Testing;

/// <summary>A challenge for tests without a prover: a hash of what it is drawn from. Proofs draw theirs from a commitment, which hides.</summary>
public static class TestChallenge
{
    /// <summary>248 bits of SHA-256 over all values, and the vectors' commitments.</summary>
    public static Fr Draw(ReadOnlyMemory<Fr> statedInputs, ReadOnlyMemory<Fr> committed, IReadOnlyList<CommittedVector> vectors)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        foreach (ReadOnlyMemory<Fr> values in (ReadOnlySpan<ReadOnlyMemory<Fr>>)[statedInputs, committed])
        {
            hash.AppendData(BitConverter.GetBytes(values.Length));
            foreach (Fr value in values.Span)
            {
                value.Write(bytes);
                hash.AppendData(bytes);
            }
        }

        foreach (G1Affine commitment in vectors.SelectMany(vector => vector.Commitments.ToArray())) hash.AppendData(commitment.ToBytes(PointFormat.Compressed));
        return Fr.From(new BigInteger(hash.GetHashAndReset().AsSpan(1), isUnsigned: true, isBigEndian: true));
    }
}
