using System.Buffers.Binary;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>
/// The public file of a model's weights: 8 bytes of magic and version, srsDigest (32), uint32 blinding, uint32 tensorCount, uint64 chunkCount; the table as <see cref="WeightTableEncoding"/> has it; the commitments,
/// compressed (48 each); and the weights digest (32), which tells damage. All integers are big-endian.
/// </summary>
public static class WeightsFile
{
    private const int CountsBytes = (2 * sizeof(uint)) + sizeof(ulong);

    private static readonly int HeaderBytes = Magic.Length + Sha256Digest.Bytes + CountsBytes, PointBytes = G1Affine.EncodedLength(PointFormat.Compressed);

    /// <summary>"CPWGHT", a zero, and the version.</summary>
    private static ReadOnlySpan<byte> Magic => "CPWGHT\0\u0001"u8;

    /// <exception cref="OutputException">The file could not be written; what stood there before is untouched.</exception>
    public static void Write(string path, WeightsCommitment weights)
    {
        using AtomicFile file = AtomicFile.Create(path);
        Write(file.Stream, weights);
        file.Commit();
    }

    public static void Write(Stream stream, WeightsCommitment weights)
    {
        byte[] counts = new byte[CountsBytes];
        BinaryPrimitives.WriteInt32BigEndian(counts, weights.Summary.Blinding);
        BinaryPrimitives.WriteInt32BigEndian(counts.AsSpan(sizeof(uint)), weights.Summary.TensorCount);
        BinaryPrimitives.WriteInt64BigEndian(counts.AsSpan(2 * sizeof(uint)), weights.Summary.ChunkCount);
        stream.Write([.. Magic, .. KzgSrs.Ethereum.Digest.Span, .. counts]);
        stream.Write(WeightTableEncoding.Encode(weights.Table.Tensors));
        stream.Write(WeightsCommitment.Compressed(weights.Commitments.Span));
        stream.Write(weights.Digest.ToArray());
    }

    /// <summary>Reads it strictly: every length fits every other, and every point is in the group.</summary>
    /// <exception cref="InputException">It is missing, of another kind or version, cut short, longer than it should be, or damaged.</exception>
    public static WeightsCommitment Read(string path)
    {
        using FileStream file = InputFile.OpenRead(path);
        byte[] header = ReadBytes(file, HeaderBytes, path);
        if (!header.AsSpan().StartsWith(Magic)) throw new InputException(path, null, "is not a file of weights of this version");
        ReadOnlySpan<byte> rest = header.AsSpan(Magic.Length);
        if (!rest[..Sha256Digest.Bytes].SequenceEqual(KzgSrs.Ethereum.Digest.Span)) throw new InputException(path, null, "is over another reference string than that of Ethereum's ceremony");
        rest = rest[Sha256Digest.Bytes..];
        uint blinding = BinaryPrimitives.ReadUInt32BigEndian(rest), tensors = BinaryPrimitives.ReadUInt32BigEndian(rest[sizeof(uint)..]);
        ulong chunks = BinaryPrimitives.ReadUInt64BigEndian(rest[(2 * sizeof(uint))..]);
        if (blinding is not (0 or ChunkBlinding.Coefficients)) throw new InputException(path, "blinding", $"is {ChunkBlinding.Coefficients} or 0, not {blinding:N0}");
        if (chunks > WeightTable.MaxChunks) throw new InputException(path, "chunk count", $"is at most {WeightTable.MaxChunks:N0}, not {chunks:N0}");

        long tableBytes = file.Length - HeaderBytes - ((long)chunks * PointBytes) - Sha256Digest.Bytes;
        if (tableBytes < (long)tensors * WeightTableEncoding.LeastTensorBytes)
            throw new InputException(path, null, $"is cut short: {tensors:N0} tensors and {chunks:N0} chunks do not fit its {file.Length:N0} bytes");
        if (tableBytes > WeightTable.MaxEncodedBytes) throw new InputException(path, "tensor table", $"has {tableBytes:N0} bytes; {WeightTable.MaxEncodedBytes:N0} is the most");
        WeightTable table = WeightTableEncoding.Read(ReadBytes(file, (int)tableBytes, path), (int)tensors, path);
        if (table.ChunkCount != (int)chunks) throw new InputException(path, "chunk count", $"is {chunks:N0}, but the tensors have {table.ChunkCount:N0} chunks");

        G1Affine[] commitments = ReadPoints(ReadBytes(file, (int)chunks * PointBytes, path), table, hiding: blinding > 0, path);
        WeightsCommitment weights = new(table, (int)blinding, commitments);
        return weights.Digest.ToArray().AsSpan().SequenceEqual(ReadBytes(file, Sha256Digest.Bytes, path)) && file.ReadByte() < 0
            ? weights
            : throw new InputException(path, null, "is damaged: it does not end with the digest of what stands before");
    }

    private static G1Affine[] ReadPoints(byte[] bytes, WeightTable table, bool hiding, string path)
    {
        G1Affine[] commitments = PointList.Read<G1, Fp, Fr>(bytes, PointFormat.Compressed, out (int Index, PointError Error)? invalid);
        if (invalid is var (index, error)) throw new InputException(path, table.Describe(table.Chunk(index)), $"its commitment is wrong: {PointFormatException.Describe(error)}");

        // Blinding is zero by chance alone; without any, zeros are committed to by infinity.
        int infinity = hiding ? Array.FindIndex(commitments, commitment => commitment.IsInfinity) : -1;
        return infinity < 0 ? commitments : throw new InputException(path, table.Describe(table.Chunk(infinity)), "its commitment is infinity, and hides nothing");
    }

    private static byte[] ReadBytes(FileStream file, int count, string path)
    {
        byte[] bytes = new byte[count];
        try
        {
            return file.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InputException(path, null, "is cut short");
        }
        catch (IOException exception)
        {
            throw new InputException(path, null, $"cannot be read: {ChainProv.Files.IoProblem.Describe(exception)}", exception);
        }
    }
}
