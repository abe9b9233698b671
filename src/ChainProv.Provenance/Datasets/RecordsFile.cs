using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>Reads what <see cref="RecordsFileWriter"/> wrote: nothing is believed before the whole file's digest was checked.</summary>
internal sealed class RecordsFile
{
    public const int BlockBytes = 1 << 16;

    private const int CountBytes = 8, WordBytes = 32, TrailerBytes = CountBytes + (2 * WordBytes);

    private readonly string _path;

    private RecordsFile(string path) => _path = path;

    /// <summary>"CPRECS", a zero, and the version.</summary>
    public static ReadOnlySpan<byte> Magic => "CPRECS\0\u0001"u8;

    /// <summary>Checks the file against its own digest and against the commitment.</summary>
    /// <exception cref="InputException">The file is missing, truncated or damaged, or belongs to another dataset.</exception>
    public static RecordsFile Open(string path, DatasetCommitment commitment)
    {
        using FileStream stream = InputFile.OpenRead(path);
        long content = stream.Length - TrailerBytes;
        byte[] magic = new byte[Magic.Length], trailer = new byte[TrailerBytes];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || content < magic.Length || !Magic.SequenceEqual(magic))
            throw new InputException(path, null, "is not a records file of this version; commit the dataset again");
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(magic);
        byte[] block = new byte[BlockBytes];
        for (long left = content - magic.Length; left > 0;)
        {
            int read = stream.Read(block, 0, (int)Math.Min(left, block.Length));
            if (read == 0) throw Damaged(path, null);
            hash.AppendData(block, 0, read);
            left -= read;
        }

        if (stream.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length) throw Damaged(path, null);
        hash.AppendData(trailer, 0, CountBytes + WordBytes);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(trailer.AsSpan(CountBytes + WordBytes))) throw Damaged(path, null);
        if (!Fr.TryRead(trailer.AsSpan(CountBytes, WordBytes), out Fr root) || root != commitment.DatasetRoot)
            throw new InputException(path, null, $"belongs to another dataset than the one with root {commitment.DatasetRoot}");
        long count = BinaryPrimitives.ReadInt64BigEndian(trailer);
        if (count != commitment.Records) throw new InputException(path, null, $"holds {count:N0} records, not the {commitment.Records:N0} that the dataset file says");
        return new RecordsFile(path);
    }

    /// <summary>The end of a file: count, root, and the digest of everything before.</summary>
    public static byte[] Trailer(DatasetCommitment commitment, IncrementalHash hash)
    {
        byte[] trailer = new byte[TrailerBytes];
        BinaryPrimitives.WriteInt64BigEndian(trailer, commitment.Records);
        commitment.DatasetRoot.Write(trailer.AsSpan(CountBytes, WordBytes));
        hash.AppendData(trailer, 0, CountBytes + WordBytes);
        hash.GetHashAndReset().CopyTo(trailer, CountBytes + WordBytes);
        return trailer;
    }

    /// <summary>The records in order.</summary>
    /// <exception cref="InputException">The file is damaged, or holds more or less than so many records.</exception>
    public IEnumerable<LeafRecord> Records(long count)
    {
        using FileStream stream = InputFile.OpenRead(_path);
        using BinaryReader reader = new(new BufferedStream(stream, BlockBytes), new UTF8Encoding(false, throwOnInvalidBytes: true));
        reader.ReadBytes(Magic.Length);
        for (long i = 0; i < count; i++) yield return Read(reader, i);
        if (reader.BaseStream.Position != stream.Length - TrailerBytes) throw Damaged(_path, null);
    }

    private LeafRecord Read(BinaryReader reader, long index)
    {
        try
        {
            if (!Fr.TryRead(reader.ReadBytes(WordBytes), out Fr leaf)) throw Damaged(_path, index);
            Sha256Digest digest = Sha256Digest.Read(reader.ReadBytes(WordBytes));
            long size = reader.Read7BitEncodedInt64();
            if (size < 0) throw Damaged(_path, index);
            uint bin = checked((uint)reader.Read7BitEncodedInt64());
            return new LeafRecord(new DatasetRecord(reader.ReadString(), size, digest, reader.ReadString(), reader.ReadString(), bin), leaf);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or FormatException or OverflowException)
        {
            throw Damaged(_path, index, exception);
        }
    }

    private static InputException Damaged(string path, long? record, Exception? inner = null) =>
        new(path, record is { } index ? $"record {index:N0}" : null, "is truncated or damaged; commit the dataset again", inner);
}
