using System.Security.Cryptography;

namespace ChainProv.Cryptography.Commitments;

/// <summary>Random factors under which a verifier adds up equations: if one of them is false, the sum holds with probability 2⁻¹²⁸.</summary>
internal static class BatchingScalars
{
    private const int Length = 16;

    /// <summary>128 bits each, from the operating system: whoever made the equations could not know them.</summary>
    public static Fr[] Draw(int count)
    {
        byte[] random = RandomNumberGenerator.GetBytes(count * Length);
        Span<byte> padded = stackalloc byte[Fr.ByteLength];
        padded.Clear();
        Fr[] scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            random.AsSpan(i * Length, Length).CopyTo(padded[^Length..]);
            Fr.TryRead(padded, out scalars[i]);
        }

        return scalars;
    }
}
