namespace ChainProv.Cryptography.Signatures;

/// <summary>Section 3.2 of the draft: rogue keys are kept out by hashing the key before the message.</summary>
internal sealed class AugmentedScheme() : BlsScheme("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_AUG_"u8)
{
    private protected override G2Affine Hash(BlsPublicKey publicKey, ReadOnlySpan<byte> message) =>
        base.Hash(publicKey, [.. publicKey.ToBytes(), .. message]);
}
