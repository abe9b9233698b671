using System.Text.Json;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Commands.Datasets;

/// <summary>A dataset named by any of the files that hold its root, or by the root itself.</summary>
internal static class DatasetFile
{
    /// <exception cref="InputException">The file is neither a dataset's nor a certificate.</exception>
    public static Fr RootOf(string path) => FormatOf(path) == DatasetCertificate.FormatName ? DatasetCertificate.Read(path).DatasetRoot : DatasetCommitment.Read(path).DatasetRoot;

    /// <summary>Of a root, or of a file as in <see cref="RootOf"/>.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static Fr RootNamed(string dataset)
    {
        if (!dataset.StartsWith("0x", StringComparison.Ordinal)) return RootOf(dataset);
        return TryParseRoot(dataset, out Fr root) ? root : throw new UsageException("the dataset root is not 0x and 64 hexadecimal digits below the group order");
    }

    public static bool TryParseRoot(string text, out Fr root)
    {
        root = default;
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        return text.Length == 2 + (2 * bytes.Length) && text.StartsWith("0x", StringComparison.Ordinal)
            && Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) == System.Buffers.OperationStatus.Done && Fr.TryRead(bytes, out root);
    }

    /// <summary>What a JSON file of ours says that it is; null if it says nothing.</summary>
    /// <exception cref="InputException">It is missing or not JSON.</exception>
    public static string? FormatOf(string path)
    {
        using JsonDocument document = StrictJson.ParseFile(InputFile.ReadAll(path, 64 << 20), path);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("format", out JsonElement format) && format.ValueKind == JsonValueKind.String
            ? format.GetString()
            : null;
    }
}
