using System.Security.Cryptography;

namespace ChainProv.Prover.Jobs;

/// <summary>A release request on its way into the store. It holds a witness: never to be logged.</summary>
public sealed class JobSubmission
{
    /// <summary>A submission under a key of the client's choice, or under the digest of its content.</summary>
    /// <param name="request">The release request, as the client wrote it.</param>
    /// <param name="anchor">Whether to anchor the release.</param>
    /// <param name="clientKey">What the client calls it; null names it by its content.</param>
    public JobSubmission(ReadOnlyMemory<byte> request, bool anchor, string? clientKey = null)
    {
        (Request, Anchor) = (request, anchor);
        // The digest stays after the witness is gone: it tells nothing of it, since a witness holds a blinding of 255 random bits.
        Digest = SHA256.HashData([anchor ? (byte)1 : (byte)0, .. request.Span]);
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
}
