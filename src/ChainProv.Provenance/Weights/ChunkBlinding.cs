using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.Commitments;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>What stands above the elements of a chunk: 32 coefficients that follow from a model's secret seed, or nothing for public weights.</summary>
/// <remarks>
/// The coefficients are a pseudorandom function of the chunk's place and contents, so that a run can be resumed without keeping them; other contents have other coefficients, so that
/// nothing leaks where files are changed under one seed. 512 bits modulo r are uniform but for 2⁻²⁵⁷.
/// </remarks>
public sealed class ChunkBlinding
{
    /// <summary>Of hiding weights.</summary>
    public const int Coefficients = CommittedVector.DefaultBlinding;

    public const int SeedBytes = 32;

    private readonly byte[]? _seed;

    private ChunkBlinding(byte[]? seed) => _seed = seed;

    /// <summary>Weights that anyone may have: who has them computes the same commitments.</summary>
    public static ChunkBlinding Public { get; } = new(null);

    /// <summary>32, or 0 for public weights.</summary>
    public int Count => _seed is null ? 0 : Coefficients;

    private static ReadOnlySpan<byte> Domain => "chainprov/chunk-blinding/v1\0"u8;

    /// <param name="seed">32 secret random bytes of one model. They are copied.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static ChunkBlinding FromSeed(ReadOnlySpan<byte> seed) =>
        seed.Length == SeedBytes ? new(seed.ToArray()) : throw new ArgumentException($"A seed has {SeedBytes} bytes, not {seed.Length}.", nameof(seed));

    /// <summary>
    /// Coefficient i is HMAC-SHA-512(seed, "chainprov/chunk-blinding/v1" ‖ 0x00 ‖ uint64 number ‖ uint32 i ‖ uint32 dtypeLength ‖ dtype ‖ uint32 nameLength ‖ name ‖ sha256), big-endian, modulo r.
    /// </summary>
    /// <param name="tensor">Whose chunk it is.</param>
    /// <param name="number">The chunk's in its tensor.</param>
    /// <param name="sha256">Of the chunk's raw bytes.</param>
    /// <param name="target"><see cref="Count"/> elements.</param>
    internal void Derive(WeightTensor tensor, long number, Sha256Digest sha256, Span<Fr> target)
    {
        if (_seed is null) return;
        byte[] message = [.. Domain, .. new byte[sizeof(long) + sizeof(int)], .. Prefixed(tensor.DataType), .. Prefixed(tensor.Name), .. sha256.ToArray()];
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(Domain.Length), number);
        Span<byte> place = message.AsSpan(Domain.Length + sizeof(long), sizeof(int)), mac = stackalloc byte[HMACSHA512.HashSizeInBytes];
        for (int i = 0; i < Coefficients; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(place, i);
            HMACSHA512.HashData(_seed, message, mac);
            target[i] = Fr.Reduce(new BigInteger(mac, isUnsigned: true, isBigEndian: true));
        }
    }

    /// <summary>A key for whatever is kept of a run under this blinding: as secret as the seed, if there is one.</summary>
    internal byte[] KeyFor(ReadOnlySpan<byte> purpose) => HMACSHA256.HashData(_seed ?? [], purpose);

    private static byte[] Prefixed(string text)
    {
        byte[] bytes = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(int))));
        return bytes;
    }
}
