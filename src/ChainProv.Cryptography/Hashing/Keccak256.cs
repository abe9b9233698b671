using Org.BouncyCastle.Crypto.Digests;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Keccak-256 as Ethereum uses it: the padding of the SHA-3 submission, not of FIPS 202.</summary>
public static class Keccak256
{
    public const int Size = 32;

    /// <summary>The 32-byte hash of the data.</summary>
    public static byte[] Hash(params ReadOnlySpan<byte> data)
    {
        KeccakDigest digest = new(8 * Size);
        digest.BlockUpdate(data);
        byte[] hash = new byte[Size];
        digest.DoFinal(hash);
        return hash;
    }
}
