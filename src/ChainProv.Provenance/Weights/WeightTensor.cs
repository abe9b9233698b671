using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Weights;

/// <summary>A tensor of a model's weights, without its data.</summary>
public sealed record WeightTensor
{
    private WeightTensor(string name, string dataType, ImmutableArray<long> shape, long bytes) => (Name, DataType, Shape, Bytes) = (name, dataType, shape, bytes);

    public string Name { get; }

    /// <summary>As the safetensors format names it: "BF16".</summary>
    public string DataType { get; }

    public ImmutableArray<long> Shape { get; }

    /// <summary>The length of its data.</summary>
    public long Bytes { get; }

    /// <summary>The number of values: the product of the shape, 1 for a scalar.</summary>
    public long Parameters => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>None of an empty tensor.</summary>
    public long ChunkCount => Bytes == 0 ? 0 : ((Bytes - 1) / Packing.ChunkBytes) + 1;

    internal ChunkPacking Packing => ChunkPacking.Of(DataType);

    /// <returns>False where the data type is unknown, a length is negative, or the values fill no whole number of bytes or more than any file has.</returns>
    public static bool TryCreate(string name, string dataType, ImmutableArray<long> shape, [NotNullWhen(true)] out WeightTensor? tensor)
    {
        tensor = null;
        if (!SafetensorsEntry.TryGetBits(dataType, out int bits) || shape.Any(length => length < 0)) return false;
        if (SafetensorsEntry.BitLength(shape, bits) is not { } size || size % 8 != 0) return false;
        tensor = new(name, dataType, shape, (long)(size / 8));
        return true;
    }

    public bool Equals(WeightTensor? other) => other is not null && Name == other.Name && DataType == other.DataType && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, DataType);

    /// <summary>"model.norm.weight, BF16 [4096]".</summary>
    public override string ToString() => $"{Name}, {DataType} [{string.Join(", ", Shape)}]";
}
