using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Provenance.Tests.Weights;

/// <summary>The specification once more, word by word and in whole arrays: what the fast ways are compared with.</summary>
internal static class PlainWeights
{
    private const int Elements = 4064, Blinding = 32;

    private static readonly Kzg Kzg = new(KzgSrs.Ethereum);

    private static int GroupBytes(string dataType) => dataType switch { "F32" or "I32" or "U32" => 28, "F64" or "I64" or "U64" or "C64" => 24, _ => 30 };

    private static int ValueBytes(string dataType) => dataType switch { "F32" or "I32" or "U32" => 4, "F64" or "I64" or "U64" or "C64" => 8, "F16" or "BF16" or "I16" or "U16" => 2, _ => 1 };

    /// <summary>Value by value: value i of width w of a group counts 2^(w·i) times.</summary>
    public static BigInteger[] Pack(string dataType, byte[] data)
    {
        int width = ValueBytes(dataType), each = GroupBytes(dataType) / width;
        List<BigInteger> elements = [];
        for (int i = 0; i < data.Length / width; i++)
        {
            if (i % each == 0) elements.Add(BigInteger.Zero);
            elements[^1] += new BigInteger(data.AsSpan(i * width, width), isUnsigned: true) * BigInteger.Pow(2, 8 * width * (i % each));
        }

        return [.. elements];
    }

    public static List<G1Affine> Commitments(TensorData[] tensors, byte[]? seed) => [.. Sorted(tensors).SelectMany(tensor => Chunks(tensor, seed)).Select(chunk => Kzg.Commit(chunk))];

    /// <summary>The polynomials of a tensor's chunks.</summary>
    public static IEnumerable<Fr[]> Chunks(TensorData tensor, byte[]? seed)
    {
        int number = 0;
        foreach (byte[] data in tensor.Data.Chunk(Elements * GroupBytes(tensor.DataType)))
        {
            Fr[] coefficients = new Fr[Elements + Blinding];
            BigInteger[] packed = Pack(tensor.DataType, data);
            for (int i = 0; i < packed.Length; i++) coefficients[i] = Fr.From(packed[i]);
            for (int i = 0; seed is not null && i < Blinding; i++)
            {
                byte[] message =
                [
                    .. Encoding.ASCII.GetBytes("chainprov/chunk-blinding/v1"), 0, .. UInt64((ulong)number), .. UInt32(i), .. Text(tensor.DataType), .. Text(tensor.Name), .. SHA256.HashData(data),
                ];
                coefficients[Elements + i] = Fr.Reduce(new BigInteger(HMACSHA512.HashData(seed, message), isUnsigned: true, isBigEndian: true));
            }

            number++;
            yield return coefficients;
        }
    }

    public static byte[] Digest(TensorData[] tensors, byte[]? seed)
    {
        byte[][] leaves = [.. Commitments(tensors, seed).Select(commitment => commitment.ToBytes(PointFormat.Compressed))];
        byte[] table = [.. Sorted(tensors).SelectMany(tensor => (byte[])[.. Text(tensor.Name), .. Text(tensor.DataType), .. UInt32(tensor.Shape.Length), .. tensor.Shape.SelectMany(length => UInt64((ulong)length))])];
        return SHA256.HashData(
        [
            .. Encoding.ASCII.GetBytes("chainprov/weights/v1"), 0, .. KzgSrs.Ethereum.Digest.Span, .. UInt32(seed is null ? 0 : Blinding), .. UInt32(tensors.Length), .. UInt64((ulong)leaves.Length),
            .. SHA256.HashData([.. Encoding.ASCII.GetBytes("chainprov/weights-tensors/v1"), 0, .. table]), .. MerkleTreeHash(leaves),
        ]);
    }

    /// <summary>RFC 6962, section 2.1.</summary>
    public static byte[] MerkleTreeHash(byte[][] leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return SHA256.HashData([0, .. leaves[0]]);
        int split = Split(leaves.Length);
        return SHA256.HashData([1, .. MerkleTreeHash(leaves[..split]), .. MerkleTreeHash(leaves[split..])]);
    }

    /// <summary>RFC 6962, section 2.1.1.</summary>
    public static List<byte[]> MerklePath(int index, byte[][] leaves)
    {
        if (leaves.Length == 1) return [];
        int split = Split(leaves.Length);
        return index < split
            ? [.. MerklePath(index, leaves[..split]), MerkleTreeHash(leaves[split..])]
            : [.. MerklePath(index - split, leaves[split..]), MerkleTreeHash(leaves[..split])];
    }

    /// <summary>In the order of the names' UTF-8 bytes.</summary>
    private static IEnumerable<TensorData> Sorted(TensorData[] tensors) => tensors.OrderBy(tensor => Convert.ToHexString(Encoding.UTF8.GetBytes(tensor.Name)), StringComparer.Ordinal);

    private static int Split(int count)
    {
        int split = 1;
        while (2 * split < count) split *= 2;
        return split;
    }

    private static byte[] Text(string text) => [.. UInt32(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] UInt32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] UInt64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
