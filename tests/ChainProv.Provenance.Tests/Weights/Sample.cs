using System.Collections.Immutable;
using System.Security.Cryptography;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

/// <summary>Small models. Their data is fixed, so that their digests are too.</summary>
internal static class Sample
{
    public static WeightsOptions Options { get; } = new() { Threads = 2 };

    public static byte[] Seed { get; } = SHA256.HashData("a seed"u8);

    /// <summary>Seven tensors, ten chunks: every width of group, a scalar, an empty tensor, a last chunk that is not full.</summary>
    public static TensorData[] Tensors { get; } =
    [
        Random("a.full", "BF16", [2, 30_480]),
        Random("b.two-and-a-bit", "F32", [2 * 28_448 + 1]),
        Random("c.scalar", "F64", []),
        new("d.empty", "F32", [0, 5], []),
        Random("e.bytes", "I8", [3, 50_000]),
        Random("f.long", "I64", [12_193]),
        Random("ü.last", "F16", [1]),
    ];

    public static ChunkBlinding Hiding { get; } = ChunkBlinding.FromSeed(Seed);

    public static TensorData Random(string name, string dataType, long[] shape)
    {
        int width = dataType switch { "F64" or "I64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => 1 };
        byte[] data = new byte[shape.Aggregate(1L, (product, length) => product * length) * width];
        for (int i = 0, block = 0; i < data.Length; i += SHA256.HashSizeInBytes, block++)
            SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(name), .. BitConverter.GetBytes(block)]).AsSpan(0, Math.Min(SHA256.HashSizeInBytes, data.Length - i)).CopyTo(data.AsSpan(i));
        return new(name, dataType, shape, data);
    }

    /// <summary>The same tensors with one bit of one of them turned.</summary>
    public static TensorData[] WithBitTurned(TensorData[] tensors, string name, int bit)
    {
        TensorData[] changed = [.. tensors.Select(tensor => tensor with { Data = [.. tensor.Data] })];
        changed.Single(tensor => tensor.Name == name).Data[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    public static WeightSource Source(TempFolder folder, TensorData[] tensors, string file = "model.safetensors") =>
        WeightSource.Find([folder.Write(file, SafetensorsWriter.Bytes(tensors))])!;

    public static WeightsCommitment Commit(TempFolder folder, TensorData[] tensors, ChunkBlinding blinding) => new WeightsCommitter(Source(folder, tensors), blinding, Options).Compute();

    public static WeightTensor Tensor(string name, string dataType, params long[] shape) =>
        WeightTensor.TryCreate(name, dataType, [.. shape], out WeightTensor? tensor) ? tensor : throw new ArgumentException(name);

    public static WeightTable Table(params WeightTensor[] tensors) => WeightTable.Of([.. tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)]);
}
