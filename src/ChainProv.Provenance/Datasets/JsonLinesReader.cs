using System.Buffers;
using System.Runtime.CompilerServices;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>JSON Lines: UTF-8, one object a line, LF or CRLF. The content is the line's bytes without its end; a leading byte order mark is no content.</summary>
internal sealed class JsonLinesReader(string file, RecordColumns columns) : IDatasetReader
{
    /// <summary>The longest line, so that a file without line ends cannot take all memory.</summary>
    public const int MaxLineBytes = 1 << 24;

    private const int BlockBytes = 1 << 20;

    private static readonly byte[] Utf8Mark = [0xef, 0xbb, 0xbf];

    public string PlaceOf(long position) => $"line {position:N0}";

    public async IAsyncEnumerable<IRecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using FileStream stream = InputFile.OpenRead(file);
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        int filled = 0;
        long lines = 0;
        bool start = true;
        while (true)
        {
            int read = await ReadAsync(stream, block.AsMemory(filled), cancellationToken);
            if (start) (read, start) = (SkipMark(block, read), false);
            filled += read;
            bool ended = read == 0;
            int whole = ended ? filled : block.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (whole == 0 && !ended)
            {
                if (filled >= MaxLineBytes) throw new DatasetException(file, PlaceOf(lines + 1), $"the line is longer than {MaxLineBytes:N0} bytes");
                if (filled == block.Length) block = Regrow(block, block, filled);
                continue;
            }

            if (whole > 0)
            {
                JsonLinesBatch batch = new(file, columns, block, whole, lines);
                lines += batch.Lines;
                filled -= whole;
                block = Regrow(null, block.AsSpan(whole), filled);
                yield return batch;
            }

            if (ended) break;
        }

        if (lines == 0) throw new DatasetException(file, null, "is empty; an empty dataset cannot be committed");
    }

    /// <summary>A block with room after what is kept; the batch that has the old block gives it back.</summary>
    private static byte[] Regrow(byte[]? outgrown, ReadOnlySpan<byte> content, int kept)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, 2 * kept));
        content[..kept].CopyTo(block);
        if (outgrown is not null) ArrayPool<byte>.Shared.Return(outgrown);
        return block;
    }

    private static int SkipMark(byte[] block, int read)
    {
        if (!block.AsSpan(0, read).StartsWith(Utf8Mark)) return read;
        block.AsSpan(Utf8Mark.Length, read - Utf8Mark.Length).CopyTo(block);
        return read - Utf8Mark.Length;
    }

    private async Task<int> ReadAsync(FileStream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new DatasetException(file, null, $"cannot be read: {exception.Message}", exception);
        }
    }
}
