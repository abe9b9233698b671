using System.Diagnostics;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Weights;

/// <summary>How the bytes of a tensor become field elements: in groups, each a little-endian integer below 2^240, so that every bit pattern is kept as it is.</summary>
/// <remarks>
/// Value i of a group of values of w bits sits at bits w·i …. Given shape and data type the map is injective: a last group that is not full is filled with zero bytes, and a
/// chunk with zero elements.
/// </remarks>
/// <param name="GroupBytes">30 for data types of up to 16 bits, 28 for 32 bits, 24 for 64 bits: a whole number of values.</param>
internal readonly record struct ChunkPacking(int GroupBytes)
{
    /// <summary>Elements of a chunk. Above them is room for <see cref="ChunkBlinding.Coefficients"/> others, of 4,096 that the reference string allows.</summary>
    public const int Elements = 4064;

    /// <summary>Of a full chunk.</summary>
    public int ChunkBytes => Elements * GroupBytes;

    /// <param name="dataType">One that <see cref="SafetensorsEntry"/> knows.</param>
    public static ChunkPacking Of(string dataType) =>
        !SafetensorsEntry.TryGetBits(dataType, out int bits) ? throw new ArgumentException($"The data type {dataType} is unknown.", nameof(dataType)) : bits switch
        {
            <= 16 => new(30),
            32 => new(28),
            64 => new(24),
            _ => throw new UnreachableException(),
        };

    /// <summary>Writes the elements of so many bytes; those above them are left as they are.</summary>
    /// <param name="data">At most <see cref="ChunkBytes"/>.</param>
    /// <param name="elements">Room for one element for each group that is begun.</param>
    public void Pack(ReadOnlySpan<byte> data, Span<Fr> elements)
    {
        Span<byte> bigEndian = stackalloc byte[Fr.ByteLength];
        for (int i = 0; !data.IsEmpty; i++)
        {
            ReadOnlySpan<byte> group = data[..Math.Min(GroupBytes, data.Length)];
            bigEndian.Clear();
            Span<byte> target = bigEndian[^group.Length..];
            group.CopyTo(target);
            target.Reverse();
            if (!Fr.TryRead(bigEndian, out elements[i])) throw new UnreachableException();
            data = data[group.Length..];
        }
    }
}
