using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Models;

/// <summary>
/// The header of a safetensors file: 8 bytes of little-endian length, a JSON object of tensors, then their data without holes or overlaps up to the end
/// of the file, as huggingface.co/docs/safetensors defines it.
/// </summary>
public sealed class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    public const int MaxHeaderBytes = 100_000_000;

    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    private SafetensorsHeader(ImmutableArray<SafetensorsTensor> tensors, long bytes) => (Tensors, Bytes) = (tensors, bytes);

    /// <summary>In the order of their data.</summary>
    public ImmutableArray<SafetensorsTensor> Tensors { get; }

    /// <summary>Where the data begins in the file: the header's length with the eight bytes that tell it.</summary>
    internal long Bytes { get; }

    /// <summary>The number of values in all tensors.</summary>
    public long Parameters => Tensors.Sum(tensor => tensor.Count);

    /// <exception cref="InputException">The file is not a well-formed safetensors file.</exception>
    public static SafetensorsHeader Read(string path)
    {
        using FileStream stream = InputFile.OpenRead(path);
        return Parse(ReadBytes(stream, path), stream.Length, path);
    }

    /// <summary>The length and the header, which are the beginning of the file.</summary>
    internal static byte[] ReadBytes(FileStream stream, string path)
    {
        byte[] length = new byte[LengthBytes];
        if (stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) < LengthBytes) throw Wrong(path, "is shorter than a header's length");
        ulong header = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (header > MaxHeaderBytes) throw Wrong(path, $"says that its header has {header:N0} bytes; the format allows {MaxHeaderBytes:N0}");
        if (header > (ulong)Math.Max(0, stream.Length - LengthBytes)) throw Wrong(path, "is truncated: it ends inside its header");
        byte[] bytes = new byte[LengthBytes + (int)header];
        length.CopyTo(bytes, 0);
        return stream.ReadAtLeast(bytes.AsMemory(LengthBytes).Span, (int)header, throwOnEndOfStream: false) == (int)header
            ? bytes
            : throw Wrong(path, "is truncated: it ends inside its header");
    }

    internal static SafetensorsHeader Parse(byte[] header, long fileBytes, string path)
    {
        if (header.Length == LengthBytes || header[LengthBytes] != (byte)'{') throw Wrong(path, "its header does not begin with {");
        using JsonDocument document = StrictJson.ParseFile(header.AsMemory(LengthBytes), path);
        List<SafetensorsTensor> tensors = [];
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Name == Metadata) RequireTexts(property.Value, path);
            else tensors.Add(SafetensorsEntry.Parse(property, path));
        }

        ImmutableArray<SafetensorsTensor> ordered = [.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
        RequireContiguous(ordered, fileBytes - header.Length, path);
        return new SafetensorsHeader(ordered, header.Length);
    }

    internal static InputException Wrong(string path, string problem, string? tensor = null) =>
        new(path, tensor is null ? null : $"tensor {Unicode.Quote(tensor)}", tensor is null ? $"is not a safetensors file: {problem}" : problem);

    private static void RequireTexts(JsonElement metadata, string path)
    {
        if (metadata.ValueKind != JsonValueKind.Object || metadata.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
            throw Wrong(path, $"{Metadata} must be an object of texts");
    }

    private static void RequireContiguous(ImmutableArray<SafetensorsTensor> tensors, long dataBytes, string path)
    {
        long end = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (tensor.Begin != end)
                throw Wrong(path, $"its data begins at byte {tensor.Begin:N0}, but the data before ends at {end:N0}; neither holes nor overlaps are allowed", tensor.Name);
            end = tensor.End;
        }

        if (end != dataBytes) throw Wrong(path, $"its tensors take {end:N0} bytes, but {dataBytes:N0} follow the header{(end > dataBytes ? " (is it truncated?)" : "")}");
    }
}
