using System.Buffers.Binary;
using System.Security.Cryptography;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Files;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>What a run has committed to so far, in a file beside the one that it will write, so that an interrupted run goes on where it was.</summary>
/// <remarks>
/// <para>
/// Layout: 8 bytes of magic and version, HMAC(key, magic) (32); then records in any order, each an entry's name (32), its compressed commitment (48) and the first 16 bytes of HMAC(key, name ‖ commitment).
/// HMAC is that with SHA-256; the key follows from the seed, if there is one; the name is HMAC(key, tensor ‖ uint64 chunk number ‖ SHA-256 of the chunk's raw bytes). So a record is taken only for
/// the same seed, tensor, place and contents, and only if it is as it was written; and without the seed it tells nothing of the contents.
/// </para>
/// <para>A record that was cut short or damaged, and all behind it, is cut off: those chunks are committed to again. A file of another run, or none at all, is begun anew.
/// With public weights there is no secret in the key, so that it guards against accidents alone: whoever may write to the folder may write the commitments too, and checking them uses no such file.</para>
/// </remarks>
internal sealed class PartialWeights : IDisposable
{
    public const string Suffix = ".partial";

    private const int NameBytes = 32, CheckBytes = 16;

    private static readonly int PointBytes = G1Affine.EncodedLength(PointFormat.Compressed), RecordBytes = NameBytes + PointBytes + CheckBytes;

    private readonly string _path;
    private readonly byte[] _key;
    private readonly FileStream _file;
    private readonly Dictionary<Sha256Digest, long> _records = [];
    private readonly Lock _writing = new();

    private PartialWeights(string path, byte[] key, FileStream file) => (_path, _key, _file) = (path, key, file);

    /// <summary>How many chunks it knew when it was opened.</summary>
    public int Count { get; private set; }

    /// <summary>"CPPART", a zero, and the version.</summary>
    private static ReadOnlySpan<byte> Magic => "CPPART\0\u0001"u8;

    /// <exception cref="OutputException">The file cannot be written, or another process writes to it.</exception>
    public static PartialWeights Open(string path, ChunkBlinding blinding)
    {
        byte[] key = blinding.KeyFor([.. "chainprov/weights-partial/v1\0"u8, .. KzgSrs.Ethereum.Digest.Span, (byte)blinding.Count]);
        try
        {
            // On any system the stream keeps out all other processes that ask for it in this way.
            FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly.Mode;
            if (FileKinds.Of(path) is not (FileKind.Missing or FileKind.Regular)) throw new OutputException(path, "is no regular file; take it away");
            PartialWeights partial = new(path, key, new FileStream(path, options));
            if (OwnerOnly.IsOpenToOthers(partial._file.SafeFileHandle)) throw partial.OpenToOthers();
            partial.Load();
            return partial;
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw AtomicFile.Failure(path, exception);
        }
    }

    /// <summary>The records of public weights have no secret key: others could have written what would be taken for commitments.</summary>
    private OutputException OpenToOthers()
    {
        Dispose();
        return new(_path, "others than its owner can read or change it; take it away");
    }

    /// <returns>False where this chunk with these contents was not committed to.</returns>
    public bool TryGet(WeightTensor tensor, long number, Sha256Digest sha256, out G1Affine commitment)
    {
        commitment = default;
        if (!_records.TryGetValue(Name(tensor, number, sha256), out long offset)) return false;
        byte[] point = new byte[PointBytes];
        return RandomAccess.Read(_file.SafeFileHandle, point, offset + NameBytes) == PointBytes && G1Affine.TryRead(point, PointFormat.Compressed, out commitment);
    }

    /// <summary>Appends a record; a process that is killed meanwhile leaves at most one that is cut short.</summary>
    /// <exception cref="OutputException">The disk is full.</exception>
    public void Add(WeightTensor tensor, long number, Sha256Digest sha256, G1Affine commitment)
    {
        byte[] record = [.. Name(tensor, number, sha256).ToArray(), .. commitment.ToBytes(PointFormat.Compressed)];
        byte[] whole = [.. record, .. Check(record)];
        try
        {
            lock (_writing) _file.Write(whole);
        }
        catch (IOException exception)
        {
            throw AtomicFile.Failure(_path, exception);
        }
    }

    /// <summary>Takes the file away: the run is done.</summary>
    public void Delete()
    {
        try
        {
            _file.Dispose();
            File.Delete(_path);
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw AtomicFile.Failure(_path, exception);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Finds the records that are as they were written, and leaves the file ready to append.</summary>
    private void Load()
    {
        byte[] header = [.. Magic, .. HMACSHA256.HashData(_key, Magic)], begin = new byte[header.Length];
        if (_file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !begin.SequenceEqual(header))
        {
            _file.SetLength(0);
            _file.Write(header);
            return;
        }

        BufferedStream records = new(_file, 1 << 16);
        byte[] record = new byte[RecordBytes];
        long offset = header.Length;
        while (records.ReadAtLeast(record, RecordBytes, throwOnEndOfStream: false) == RecordBytes && Check(record.AsSpan(0, NameBytes + PointBytes)).AsSpan().SequenceEqual(record.AsSpan(NameBytes + PointBytes)))
        {
            _records[Sha256Digest.Read(record.AsSpan(0, NameBytes))] = offset;
            offset += RecordBytes;
        }

        _file.SetLength(offset);
        _file.Position = offset;
        Count = _records.Count;
    }

    private Sha256Digest Name(WeightTensor tensor, long number, Sha256Digest sha256)
    {
        byte[] place = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(place, number);
        return Sha256Digest.Read(HMACSHA256.HashData(_key, (ReadOnlySpan<byte>)[.. WeightTableEncoding.Encode(tensor), .. place, .. sha256.ToArray()]));
    }

    private byte[] Check(ReadOnlySpan<byte> record) => HMACSHA256.HashData(_key, record)[..CheckBytes];
}
