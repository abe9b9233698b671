using System.Numerics;
using System.Security.Cryptography;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Statements;

/// <summary>What a model's commitment says of the model itself, for everyone to see. What there is not is <see cref="Sha256Digest.Zero"/>.</summary>
/// <param name="ModelDigest">Of its files.</param>
/// <param name="BaseDigest">Of the base model's files.</param>
/// <param name="WeightsDigest">Of the commitments to its weights: they bind every weight, and hide them unless they are public.</param>
/// <param name="BaseWeightsDigest">Of the commitments to the base model's weights, which hide nothing: anyone recomputes it.</param>
/// <param name="HyperParametersDigest">Of the RFC 8785 form of the hyper-parameters that the publisher declares.</param>
public sealed record ModelFacts(
    Sha256Digest ModelDigest, Sha256Digest BaseDigest, Sha256Digest WeightsDigest, Sha256Digest BaseWeightsDigest, Sha256Digest HyperParametersDigest)
{
    /// <summary>Nothing is known.</summary>
    public static ModelFacts None { get; } = new(default, default, default, default, default);

    private static ReadOnlySpan<byte> Domain => "chainprov/model-facts/v1\0"u8;

    /// <summary>The first 31 bytes of SHA-256("chainprov/model-facts/v1" ‖ 0x00 ‖ the five digests): one element, below r without reduction.</summary>
    public Fr ToElement() => FirstElement(SHA256.HashData(
    [
        .. Domain, .. ModelDigest.ToArray(), .. BaseDigest.ToArray(), .. WeightsDigest.ToArray(), .. BaseWeightsDigest.ToArray(), .. HyperParametersDigest.ToArray(),
    ]));

    /// <summary>The first 31 bytes of a hash, big-endian.</summary>
    internal static Fr FirstElement(ReadOnlySpan<byte> hash) =>
        Fr.From(new BigInteger(hash[..FieldText.ElementBytes], isUnsigned: true, isBigEndian: true));
}
