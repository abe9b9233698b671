using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ChainProv.Prover.Jobs;

/// <summary>A release request on its way into the store. It holds a witness: never to be logged, and zeroed when it is disposed of.</summary>
public sealed class JobSubmission : IDisposable
{
    /// <summary>A submission under a key of the client's choice, or under the digest of its content.</summary>
    /// <param name="request">The release request, as the client wrote it; from now on it belongs to the submission.</param>
    /// <param name="anchor">Whether to anchor the release.</param>
    /// <param name="clientKey">What the client calls it; null names it by its content.</param>
    public JobSubmission(ReadOnlyMemory<byte> request, bool anchor, string? clientKey = null)
    {
        (Request, Anchor) = (request, anchor);
        // The digest stays after the witness is gone: it tells nothing of it, since a witness holds a blinding of 255 random bits.
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([anchor ? (byte)1 : (byte)0]);
        hash.AppendData(request.Span);
        Digest = hash.GetHashAndReset();
        Key = clientKey is null ? $"sha256:{Convert.ToHexStringLower(Digest.Span)}" : $"client:{clientKey}";
    }

    /// <summary>The release request.</summary>
    public ReadOnlyMemory<byte> Request { get; }

    /// <summary>Whether to anchor the release.</summary>
    public bool Anchor { get; }

    /// <summary>SHA-256 of the content.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    /// <summary>Two submissions of one key are one job.</summary>
    public string Key { get; }

    /// <summary>Zeroes the request.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsMemory(Request).Span);
}
