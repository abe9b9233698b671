using System.Security.Cryptography;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The coefficients of a random linear combination: equations that do not all hold are combined into one that holds with probability 2⁻¹²⁸.</summary>
/// <remarks>They come from the operating system each time: whoever made what is checked could not know them.</remarks>
public static class RandomCoefficients
{
    private const int Bytes = 16;

    /// <summary>So many numbers of 128 bits.</summary>
    public static Fr[] Draw(int count)
    {
        Fr[] coefficients = new Fr[count];
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        bytes.Clear();
        for (int i = 0; i < count; i++)
        {
            RandomNumberGenerator.Fill(bytes[^Bytes..]);
            Fr.TryRead(bytes, out coefficients[i]);
        }

        return coefficients;
    }
}
