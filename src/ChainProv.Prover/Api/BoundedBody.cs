using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ChainProv.Prover.Api;

/// <summary>Reads a request's body into one array that the caller can zero.</summary>
internal static class BoundedBody
{
    private const int FirstSize = 16 << 10;

    /// <summary>The body; null if it has more than <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;
        byte[] buffer = new byte[Math.Min((int?)request.ContentLength ?? FirstSize, limit) + 1];
        try
        {
            int length = 0;
            while (true)
            {
                int read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                    return buffer[..length];
                if (length > limit)
                    return null;
                if (length == buffer.Length)
                    buffer = Grow(buffer, Math.Min(2 * buffer.Length, limit + 1));
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer, int size)
    {
        byte[] larger = new byte[size];
        buffer.CopyTo(larger, 0);
        CryptographicOperations.ZeroMemory(buffer);
        return larger;
    }
}
