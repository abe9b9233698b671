using System.Collections.Immutable;

namespace ChainProv.Provenance.Models;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="DataType">As the file names it: "BF16".</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
public sealed record SafetensorsTensor(string Name, string DataType, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary>The number of values: the product of the shape, 1 for a scalar.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => checked(product * length));
}
