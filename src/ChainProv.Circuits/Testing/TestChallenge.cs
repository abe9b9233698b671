using System.Numerics;
using System.Security.Cryptography;

namespace ChainProv.Circuits.Testing;

/// <summary>A challenge for tests without a prover: a hash of what it is drawn from. Proofs draw theirs from a commitment, which hides.</summary>
public static class TestChallenge
{
    /// <summary>248 bits of SHA-256 over all values, each with its count before it.</summary>
    public static Fr Draw(ReadOnlyMemory<Fr> publicInputs, ReadOnlyMemory<Fr> committed)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        foreach (ReadOnlyMemory<Fr> values in (ReadOnlySpan<ReadOnlyMemory<Fr>>)[publicInputs, committed])
        {
            hash.AppendData(BitConverter.GetBytes(values.Length));
            foreach (Fr value in values.Span)
            {
                value.Write(bytes);
                hash.AppendData(bytes);
            }
        }

        return Fr.From(new BigInteger(hash.GetHashAndReset().AsSpan(1), isUnsigned: true, isBigEndian: true));
    }
}
