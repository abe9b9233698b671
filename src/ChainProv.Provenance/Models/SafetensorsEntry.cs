using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Models;

/// <summary>Reads one tensor's entry of a safetensors header: exactly <c>dtype</c>, <c>shape</c> and <c>data_offsets</c>.</summary>
internal static class SafetensorsEntry
{
    private const int Fields = 3;

    private static readonly FrozenDictionary<string, int> Bits = FrozenDictionary.ToFrozenDictionary(
        [
            .. Each(4, "F4"),
            .. Each(6, "F6_E2M3", "F6_E3M2"),
            .. Each(8, "BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0"),
            .. Each(16, "I16", "U16", "F16", "BF16"),
            .. Each(32, "I32", "U32", "F32"),
            .. Each(64, "I64", "U64", "F64", "C64"),
        ],
        StringComparer.Ordinal);

    /// <summary>The length of a value of a data type.</summary>
    /// <returns>False for a type that the format does not know.</returns>
    public static bool TryGetBits(string dataType, out int bits) => Bits.TryGetValue(dataType, out bits);

    /// <summary>The length of a tensor's data in bits; null where it is more than any file has bytes.</summary>
    public static Int128? BitLength(IEnumerable<long> shape, int bits)
    {
        Int128 size = bits;
        foreach (long length in shape)
        {
            if (length > 0 && size > (Int128)long.MaxValue * 8 / length) return null;
            size *= length;
        }

        return size;
    }

    public static SafetensorsTensor Parse(JsonProperty property, string path)
    {
        JsonElement entry = property.Value;
        if (entry.ValueKind != JsonValueKind.Object || entry.GetPropertyCount() != Fields
            || !entry.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("shape", out JsonElement shape) || !entry.TryGetProperty("data_offsets", out JsonElement offsets))
            throw SafetensorsHeader.Wrong(path, "needs dtype, shape and data_offsets, and nothing else", property.Name);
        if (!TryGetBits(dtype.GetString()!, out int bits))
            throw SafetensorsHeader.Wrong(path, $"the data type {Unicode.Quote(dtype.GetString()!)} is unknown", property.Name);
        ImmutableArray<long> range = Lengths(offsets, "data_offsets", property.Name, path);
        if (range.Length != 2 || range[1] < range[0]) throw SafetensorsHeader.Wrong(path, "data_offsets must be a beginning and an end", property.Name);
        SafetensorsTensor tensor = new(property.Name, dtype.GetString()!, Lengths(shape, "shape", property.Name, path), range[0], range[1]);
        RequireSize(tensor, bits, path);
        return tensor;
    }

    private static IEnumerable<KeyValuePair<string, int>> Each(int bits, params string[] types) => types.Select(type => KeyValuePair.Create(type, bits));

    private static ImmutableArray<long> Lengths(JsonElement list, string field, string tensor, string path) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long length) && length >= 0)
            ? [.. list.EnumerateArray().Select(item => item.GetInt64())]
            : throw SafetensorsHeader.Wrong(path, $"{field} must be a list of whole numbers", tensor);

    private static void RequireSize(SafetensorsTensor tensor, int bits, string path)
    {
        Int128 size = BitLength(tensor.Shape, bits) ?? throw SafetensorsHeader.Wrong(path, "the shape is larger than any file", tensor.Name);
        if (size % 8 != 0 || size / 8 != tensor.End - tensor.Begin)
            throw SafetensorsHeader.Wrong(
                path, $"[{string.Join(", ", tensor.Shape)}] of {tensor.DataType} needs {size / 8:N0} bytes, its offsets give {tensor.End - tensor.Begin:N0}", tensor.Name);
    }
}
