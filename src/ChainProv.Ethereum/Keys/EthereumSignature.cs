using System.Numerics;

namespace ChainProv.Ethereum.Keys;

/// <summary>An ECDSA signature on secp256k1 with the bit that lets anyone recover the signer.</summary>
/// <param name="R">The x coordinate of the nonce's point, modulo the group order.</param>
/// <param name="S">The other half, at most half the group order (EIP-2), so that no second valid form exists.</param>
/// <param name="YParity">Whether the y coordinate of the nonce's point is odd.</param>
public readonly record struct EthereumSignature(BigInteger R, BigInteger S, bool YParity)
{
    /// <summary>The address of the key that signed <paramref name="digest"/>.</summary>
    /// <exception cref="FormatException">No key gives this signature: a part is zero or too large, s is in the upper half, or r is on no point.</exception>
    public Address Recover(Hash32 digest) => Secp256k1.Recover(digest, this) is byte[] publicKey
        ? Address.FromPublicKey(publicKey)
        : throw new FormatException("the signature is none that a key can give");
}
