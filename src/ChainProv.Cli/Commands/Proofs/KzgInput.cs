using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Iden3;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>What the commands about KZG commitments read: reference strings, polynomials, scalars and points.</summary>
internal static class KzgInput
{
    public const string Ethereum = "ethereum";

    public const string Forms = "With Ethereum's powers, 4096 values in bit-reversed order (EIP-4844); with a file's, as many coefficients as you like up to its power, lowest first. "
        + "Each is 32 bytes, big-endian, below r: the bytes themselves, or one 0x and hexadecimal.";

    /// <summary>Ethereum's, or those of a .ptau file.</summary>
    public static KzgSrs Srs(string source) => source == Ethereum ? KzgSrs.Ethereum : PtauFile.ReadSrs(source);

    /// <summary>A polynomial's coefficients, lowest first.</summary>
    /// <exception cref="InputException">The file cannot be read, has another length, or an element is not below r.</exception>
    public static Fr[] Coefficients(string path, string source, KzgSrs srs)
    {
        int most = checked(Fr.ByteLength * srs.Size);
        byte[] bytes = ReadBytes(path, most);
        if (source == Ethereum && bytes.Length != Blob.ByteLength) throw new InputException(path, null, $"has {bytes.Length:N0} bytes; a blob has {Blob.ByteLength:N0}");
        if (bytes.Length % Fr.ByteLength != 0 || bytes.Length > most)
            throw new InputException(path, null, $"has {bytes.Length:N0} bytes; it needs 32 for each coefficient, of which there may be {srs.Size:N0}");

        Fr[] elements = new Fr[bytes.Length / Fr.ByteLength];
        for (int i = 0; i < elements.Length; i++)
            if (!Fr.TryRead(bytes.AsSpan(i * Fr.ByteLength, Fr.ByteLength), out elements[i])) throw new InputException(path, $"element {i}", "is not below the group order r");
        return source == Ethereum ? Blob.From(elements).ToCoefficients() : elements;
    }

    /// <summary>0x and 64 hexadecimal digits, or a decimal number; below r.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static Fr Scalar(string text, string option)
    {
        if (!TryParse(text, out BigInteger value)) throw new UsageException($"{option} is neither a decimal number nor 0x and 64 hexadecimal digits");
        return value < Fr.Modulus ? Fr.From(value) : throw new UsageException($"{option} is not below the group order r");
    }

    /// <summary>0x and 96 hexadecimal digits: a compressed point of G1.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static G1Affine Point(string text, string option)
    {
        if (!TryHex(text, out byte[] bytes)) throw new UsageException($"{option} is not 0x and hexadecimal");
        return G1Affine.TryRead(bytes, PointFormat.Compressed, out G1Affine point, out PointError error)
            ? point
            : throw new UsageException($"{option} is not a compressed point of G1: {PointFormatException.Describe(error)}");
    }

    public static string Text(G1Affine point) => "0x" + Convert.ToHexStringLower(point.ToBytes(PointFormat.Compressed));

    private static bool TryParse(string text, out BigInteger value)
    {
        value = default;
        if (!text.StartsWith("0x", StringComparison.Ordinal)) return text.Length <= 100 && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (!TryHex(text, out byte[] bytes) || bytes.Length != Fr.ByteLength) return false;
        value = new(bytes, isUnsigned: true, isBigEndian: true);
        return true;
    }

    /// <summary>A text is never a whole number of elements long: 0x, 64 digits for each, and the end of a line.</summary>
    private static byte[] ReadBytes(string path, int maximum)
    {
        byte[] content = InputFile.ReadAll(path, checked((2 * maximum) + 4));
        if (content.Length % Fr.ByteLength == 0) return content;
        return TryHex(Encoding.ASCII.GetString(content).TrimEnd('\r', '\n'), out byte[] bytes) ? bytes : throw new InputException(path, null, "is neither whole elements of 32 bytes nor 0x and hexadecimal");
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = new byte[Math.Max(0, (text.Length - 2) / 2)];
        return text.StartsWith("0x", StringComparison.Ordinal) && Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) == OperationStatus.Done;
    }
}
