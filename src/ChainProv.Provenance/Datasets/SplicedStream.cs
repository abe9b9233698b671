namespace ChainProv.Provenance.Datasets;

/// <summary>
/// A file in which some bytes can be left out: after a splice, what lies at <c>to</c> is read as if it stood at <c>from</c>. So the reader of a column
/// chunk finds, after the dictionary, any data page that we want it to read.
/// </summary>
internal sealed class SplicedStream(Stream inner) : Stream
{
    private long _position, _from = long.MaxValue, _shift;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public void Splice(long from, long to) => (_from, _shift) = (from, to - from);

    public void Unsplice() => (_from, _shift) = (long.MaxValue, 0);

    public override int Read(Span<byte> buffer)
    {
        bool before = _position < _from;
        inner.Position = before ? _position : _position + _shift;
        int read = inner.Read(before && buffer.Length > _from - _position ? buffer[..(int)(_from - _position)] : buffer);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
