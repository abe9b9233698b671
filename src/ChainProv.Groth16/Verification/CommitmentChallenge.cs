using System.Numerics;
using System.Text;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Hashing;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>The challenge of a proof with a commitment.</summary>
/// <remarks>
/// The first 31 bytes of Keccak-256 over: "chainprov/challenge/v1", padded with zeros to 32 bytes ‖ the verifying key's digest ‖ D ‖ the number of vector
/// commitments ‖ each of them ‖ the number of stated public inputs ‖ each of them. Points are EIP-2537's 128 bytes, numbers and inputs 32 bytes, big-endian.
/// So one challenge binds all that is fixed before it, and 248 bits are below r: nothing is reduced.
/// </remarks>
internal static class CommitmentChallenge
{
    private const int WordBytes = 32;

    public static Fr Derive(VerifyingKey key, G1Affine commitment, ReadOnlySpan<G1Affine> vectors, ReadOnlySpan<Fr> statedInputs)
    {
        byte[] hash = Keccak256.Hash(Transcript(key, commitment, vectors, statedInputs));
        return Fr.From(new BigInteger(hash.AsSpan(..FieldText.ElementBytes), isUnsigned: true, isBigEndian: true));
    }

    private static byte[] Transcript(VerifyingKey key, G1Affine commitment, ReadOnlySpan<G1Affine> vectors, ReadOnlySpan<Fr> statedInputs)
    {
        using MemoryStream transcript = new();
        transcript.Write(Encoding.ASCII.GetBytes("chainprov/challenge/v1".PadRight(WordBytes, '\0')));
        transcript.Write(VerifyingKeyEncoding.Digest(key));
        transcript.Write(commitment.ToBytes(PointFormat.Eip2537));
        Span<byte> word = stackalloc byte[WordBytes];
        WriteScalar(Fr.From((ulong)vectors.Length), word);
        foreach (G1Affine vector in vectors) transcript.Write(vector.ToBytes(PointFormat.Eip2537));
        WriteScalar(Fr.From((ulong)statedInputs.Length), word);
        foreach (Fr input in statedInputs) WriteScalar(input, word);
        return transcript.ToArray();

        void WriteScalar(Fr scalar, Span<byte> bytes)
        {
            scalar.Write(bytes);
            transcript.Write(bytes);
        }
    }
}
