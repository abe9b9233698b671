using ChainProv.Cryptography.HashToCurve;

namespace ChainProv.Cryptography.Signatures;

/// <summary>
/// Section 3.3 of the draft: rogue keys are kept out because every key comes with a proof that its owner knows the secret.
/// </summary>
public sealed class ProofOfPossessionScheme : BlsScheme
{
    private static ReadOnlySpan<byte> ProofTag => "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_"u8;

    internal ProofOfPossessionScheme() : base("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_"u8)
    {
    }

    /// <summary>PopProve: the owner's signature, under a tag of its own, of the key itself.</summary>
    public static BlsSignature ProvePossession(BlsSecretKey secretKey)
    {
        ArgumentNullException.ThrowIfNull(secretKey);
        return new(secretKey.Multiply(HashKey(secretKey.PublicKey)));
    }

    /// <summary>PopVerify.</summary>
    public static bool VerifyPossession(BlsPublicKey publicKey, BlsSignature proof)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        ArgumentNullException.ThrowIfNull(proof);
        return CoreVerify(publicKey.Point, HashKey(publicKey), proof.Point);
    }

    /// <summary>
    /// Whether the signature aggregates one by each key of the same message. The keys' proofs of possession must have been verified. False
    /// where there are none.
    /// </summary>
    public bool FastAggregateVerify(IReadOnlyList<BlsPublicKey> publicKeys, ReadOnlySpan<byte> message, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(publicKeys);
        ArgumentNullException.ThrowIfNull(signature);
        G1Jacobian sum = default;
        foreach (BlsPublicKey key in publicKeys) sum += key.Point;
        BlsPublicKey aggregate = new(sum.ToAffine());
        return CoreVerify(aggregate.Point, Hash(aggregate, message), signature.Point);
    }

    private static G2Affine HashKey(BlsPublicKey publicKey) => CurveHash.G2.HashToCurve(publicKey.ToBytes(), ProofTag);
}
