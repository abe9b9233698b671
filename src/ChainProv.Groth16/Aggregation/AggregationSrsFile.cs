using System.Buffers.Binary;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Aggregation;

/// <summary>The files of an aggregation SRS: a magic word, a version, how it was set up, its capacity, and the points, uncompressed; or the verifier's part.</summary>
/// <remarks>Whole: 20 bytes, then 2n points of G1 and n of G2 in powers of a, then those in powers of b. A file may come from anywhere: all of it is checked.</remarks>
public static class AggregationSrsFile
{
    private const uint Version = 1;
    private const int HeaderBytes = 20, VerifierHeaderBytes = 16, G1Bytes = 96, G2Bytes = 192;

    private static ReadOnlySpan<byte> Magic => "CPAGGSRS"u8;

    private static ReadOnlySpan<byte> VerifierMagic => "CPAGGVER"u8;

    public static void Write(Stream stream, AggregationSrs srs)
    {
        WriteHeader(stream, Magic, srs.Setup);
        Span<byte> capacity = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(capacity, srs.Capacity);
        stream.Write(capacity);
        foreach (SecretPowers powers in (ReadOnlySpan<SecretPowers>)[srs.A, srs.B])
        {
            foreach (G1Affine point in powers.One.Span) stream.Write(point.ToBytes(PointFormat.Uncompressed));
            foreach (G2Affine point in powers.Two.Span) stream.Write(point.ToBytes(PointFormat.Uncompressed));
        }
    }

    /// <summary>Writes the verifier's part, which is a file of its own.</summary>
    public static void Write(Stream stream, AggregationVerifierSrs srs)
    {
        WriteHeader(stream, VerifierMagic, srs.Setup);
        stream.Write(srs.Encode());
    }

    /// <exception cref="KeyFileException">Missing, truncated, altered, or an SRS under which anyone could forge.</exception>
    public static AggregationSrs Read(string path) => Read(path, stream =>
    {
        SetupKind setup = ReadHeader(stream, Magic, HeaderBytes);
        int capacity = BinaryPrimitives.ReadInt32BigEndian(ReadBytes(stream, sizeof(int)));
        if (!AggregationVerifierSrs.IsCapacity(capacity)) throw new FormatException($"its capacity, {capacity}, is not a power of two from 2 to {AggregationVerifierSrs.MaximumCapacity}");
        long length = HeaderBytes + (2L * capacity * ((2 * G1Bytes) + G2Bytes));
        if (stream.Length != length) throw new FormatException($"an SRS for {capacity} proofs has {length} bytes, not {stream.Length}");
        return AggregationSrs.FromPowers(setup, ReadPowers(stream, "a", capacity), ReadPowers(stream, "b", capacity));
    });

    /// <exception cref="KeyFileException">Missing, truncated, altered, or an SRS under which anyone could forge.</exception>
    public static AggregationVerifierSrs ReadVerifier(string path) => Read(path, stream =>
    {
        SetupKind setup = ReadHeader(stream, VerifierMagic, VerifierHeaderBytes);
        const long Length = VerifierHeaderBytes + AggregationVerifierSrs.EncodedLength;
        if (stream.Length != Length) throw new FormatException($"a verifier's SRS has {Length} bytes, not {stream.Length}");
        return AggregationVerifierSrs.Decode(ReadBytes(stream, AggregationVerifierSrs.EncodedLength), setup);
    });

    private static T Read<T>(string path, Func<FileStream, T> read)
    {
        using FileStream stream = new(KeyFile.Open(path, FileOptions.SequentialScan), FileAccess.Read, bufferSize: 1 << 16);
        try
        {
            return read(stream);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or IOException)
        {
            throw new KeyFileException(path, problem.Message.TrimEnd('.'));
        }
    }

    private static void WriteHeader(Stream stream, ReadOnlySpan<byte> magic, SetupKind setup)
    {
        Span<byte> header = stackalloc byte[VerifierHeaderBytes];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], (int)setup);
        stream.Write(header);
    }

    private static SetupKind ReadHeader(FileStream stream, ReadOnlySpan<byte> magic, int least)
    {
        if (stream.Length < least) throw new FormatException($"it has {stream.Length} bytes, less than its header");
        ReadOnlySpan<byte> header = ReadBytes(stream, VerifierHeaderBytes);
        if (!header[..8].SequenceEqual(magic)) throw new FormatException(magic == Magic ? "it is not an aggregation SRS" : "it is not a verifier's part of an aggregation SRS");
        if (BinaryPrimitives.ReadUInt32BigEndian(header[8..]) != Version) throw new FormatException($"it is not of version {Version}");
        int setup = BinaryPrimitives.ReadInt32BigEndian(header[12..]);
        if (!Enum.IsDefined((SetupKind)setup) || setup is < 0 or > byte.MaxValue) throw new FormatException("it does not say how it was set up");
        // The word "ceremony" would need transcripts that replay beside it: none do yet, so every SRS counts as a development one.
        return SetupKind.Development;
    }

    private static SecretPowers ReadPowers(Stream stream, string name, int capacity) => new(
        ReadPoints<Cryptography.Bls12381.G1, Fp>(stream, $"{name} in G1", 2 * capacity), ReadPoints<Cryptography.Bls12381.G2, Fp2>(stream, $"{name} in G2", capacity));

    /// <summary>Reads points of canonical form on the curve; their subgroup is checked with all else about the powers.</summary>
    private static AffinePoint<TCurve, TField, Fr>[] ReadPoints<TCurve, TField>(Stream stream, string name, int count)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        AffinePoint<TCurve, TField, Fr>[] points = new AffinePoint<TCurve, TField, Fr>[count];
        byte[] bytes = new byte[AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Uncompressed)];
        for (int i = 0; i < count; i++)
        {
            stream.ReadExactly(bytes);
            if (!AffinePoint<TCurve, TField, Fr>.TryReadOnCurve(bytes, PointFormat.Uncompressed, out points[i], out PointError error))
                throw new FormatException($"{name}[{i}]: {PointFormatException.Describe(error)}");
        }

        return points;
    }

    private static byte[] ReadBytes(Stream stream, int count)
    {
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
