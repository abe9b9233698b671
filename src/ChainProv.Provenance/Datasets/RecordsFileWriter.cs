using System.Security.Cryptography;
using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>
/// Writes the records of a dataset beside its commitment, so that one can be opened without the data. Layout: 8 bytes of magic and version; for each
/// record leaf (32), sha256 (32), size (varint), bin (varint), key, licence and source (varint length and UTF-8); then the number of
/// records (8, big-endian), the dataset root (32) and SHA-256 of all that stands before it (32).
/// </summary>
internal sealed class RecordsFileWriter : IDisposable
{
    private readonly AtomicFile _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _buffer = new();
    private readonly BinaryWriter _writer;

    private RecordsFileWriter(AtomicFile file)
    {
        _file = file;
        _writer = new BinaryWriter(_buffer, Encoding.UTF8);
        _writer.Write(RecordsFile.Magic);
    }

    /// <summary>Its owner alone may read it: keys and digests let others test what they guess of the data.</summary>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public static RecordsFileWriter Create(string path) => new(AtomicFile.Create(path, secret: true));

    public void Append(LeafRecord entry)
    {
        Span<byte> word = stackalloc byte[32];
        entry.Leaf.Write(word);
        _writer.Write(word);
        entry.Record.Sha256.Write(word);
        _writer.Write(word);
        _writer.Write7BitEncodedInt64(entry.Record.Size);
        _writer.Write7BitEncodedInt64(entry.Record.Bin);
        _writer.Write(entry.Record.Key);
        _writer.Write(entry.Record.Licence);
        _writer.Write(entry.Record.Source);
        if (_buffer.Length >= RecordsFile.BlockBytes) Drain();
    }

    public void Commit(DatasetCommitment commitment)
    {
        Drain();
        _file.Stream.Write(RecordsFile.Trailer(commitment, _hash));
        _file.Commit();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _hash.Dispose();
        _file.Dispose();
    }

    private void Drain()
    {
        ReadOnlySpan<byte> block = _buffer.GetBuffer().AsSpan(0, (int)_buffer.Length);
        _hash.AppendData(block);
        _file.Stream.Write(block);
        _buffer.SetLength(0);
    }
}
