using System.Security.Cryptography;
using ChainProv.Cryptography.HashToCurve;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Cryptography.Signatures;

/// <summary>
/// BLS signatures with keys in G1 and signatures in G2: draft-irtf-cfrg-bls-signature-05, minimal-pubkey-size, in its three ciphersuites.
/// </summary>
/// <remarks>Signing multiplies by the secret in constant time; the message is public.</remarks>
public abstract class BlsScheme
{
    private readonly byte[] _tag;

    private protected BlsScheme(ReadOnlySpan<byte> tag) => _tag = tag.ToArray();

    /// <summary>Aggregates only over distinct messages: <c>BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_</c>.</summary>
    public static BlsScheme Basic { get; } = new BasicScheme();

    /// <summary>Signs the key with the message: <c>BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_AUG_</c>.</summary>
    public static BlsScheme Augmented { get; } = new AugmentedScheme();

    /// <summary>Keys are proved to be possessed before use: <c>BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_</c>.</summary>
    public static ProofOfPossessionScheme ProofOfPossession { get; } = new();

    public BlsSignature Sign(BlsSecretKey secretKey, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(secretKey);
        return new(secretKey.Multiply(Hash(secretKey.PublicKey, message)));
    }

    public bool Verify(BlsPublicKey publicKey, ReadOnlySpan<byte> message, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        ArgumentNullException.ThrowIfNull(signature);
        return CoreVerify(publicKey.Point, Hash(publicKey, message), signature.Point);
    }

    /// <summary>Whether the signature aggregates one by each key of the message beside it. False where there are none.</summary>
    /// <exception cref="ArgumentException">Keys and messages differ in number.</exception>
    public virtual bool AggregateVerify(IReadOnlyList<BlsPublicKey> publicKeys, IReadOnlyList<ReadOnlyMemory<byte>> messages, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(publicKeys);
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(signature);
        if (publicKeys.Count != messages.Count)
            throw new ArgumentException($"{publicKeys.Count} keys, but {messages.Count} messages.", nameof(messages));
        if (publicKeys.Count == 0) return false;

        (G1Affine, G2Affine)[] pairs = new (G1Affine, G2Affine)[publicKeys.Count + 1];
        for (int i = 0; i < publicKeys.Count; i++) pairs[i] = (publicKeys[i].Point, Hash(publicKeys[i], messages[i].Span));

        pairs[^1] = (-G1Affine.Generator, signature.Point);
        return Pairing.ProductIsOne(pairs);
    }

    /// <summary>
    /// Whether every claim holds, each for itself, by one product of pairings with random weights of 128 bits: a false one passes with probability
    /// 1/(2¹²⁸ − 1). False where there are none: nobody signed anything.
    /// </summary>
    public bool VerifyBatch(IReadOnlyList<SignedMessage> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (claims.Count == 0) return false;
        (G1Affine, G2Affine)[] pairs = new (G1Affine, G2Affine)[claims.Count + 1];
        G2Jacobian signatures = default;
        for (int i = 0; i < claims.Count; i++)
        {
            SignedMessage claim = claims[i];
            Fr weight = RandomWeight();
            pairs[i] = ((claim.PublicKey.Point * weight).ToAffine(), Hash(claim.PublicKey, claim.Message.Span));
            signatures += claim.Signature.Point * weight;
        }

        pairs[^1] = (-G1Affine.Generator, signatures.ToAffine());
        return Pairing.ProductIsOne(pairs);
    }

    /// <summary>The point that stands for a message signed with a key.</summary>
    private protected virtual G2Affine Hash(BlsPublicKey publicKey, ReadOnlySpan<byte> message) => CurveHash.G2.HashToCurve(message, _tag);

    private protected static bool CoreVerify(G1Affine publicKey, G2Affine hash, G2Affine signature) =>
        !publicKey.IsInfinity && Pairing.ProductIsOne((publicKey, hash), (-G1Affine.Generator, signature));

    /// <summary>Uniform from 1 to 2¹²⁸ − 1.</summary>
    private static Fr RandomWeight()
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        bytes.Clear();
        Fr weight;
        do
        {
            RandomNumberGenerator.Fill(bytes[16..]);
            Fr.TryRead(bytes, out weight);
        }
        while (weight.IsZero);
        return weight;
    }
}
