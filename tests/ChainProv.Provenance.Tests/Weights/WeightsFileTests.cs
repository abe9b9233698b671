using System.Buffers.Binary;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;
using CsCheck;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class WeightsFileTests : IDisposable
{
    private const int BlindingAt = 40, TensorsAt = 44, ChunksAt = 48, TableAt = 56;

    private static readonly TensorData[] Tensors = [Sample.Random("a", "BF16", [2, 3]), Sample.Random("b", "F32", [7])];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void What_is_written_is_read(bool hiding)
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, hiding ? Sample.Hiding : ChunkBlinding.Public);
        WeightsFile.Write(_folder.At("w"), weights);
        WeightsCommitment read = WeightsFile.Read(_folder.At("w"));
        read.Digest.Should().Be(weights.Digest);
        read.Summary.Should().Be(weights.Summary);
        read.Table.Tensors.Should().Equal(weights.Table.Tensors);
        read.Commitments.ToArray().Should().Equal(weights.Commitments.ToArray());
    }

    [Fact]
    public void Models_without_chunks_and_tensors_have_files_too()
    {
        foreach (TensorData[] tensors in (TensorData[][])[[], [new("empty", "F32", [0], [])]])
        {
            WeightsCommitment weights = Sample.Commit(_folder, tensors, Sample.Hiding);
            weights.Digest.ToArray().Should().Equal(PlainWeights.Digest(tensors, Sample.Seed));
            WeightsFile.Write(_folder.At("w"), weights);
            WeightsFile.Read(_folder.At("w")).Digest.Should().Be(weights.Digest);
        }
    }

    [Fact]
    public void Infinity_stands_for_public_zeros_alone()
    {
        TensorData zeros = new("a", "F32", [7], new byte[28]);
        byte[] file = Bytes([zeros], ChunkBlinding.Public);
        WeightsFile.Read(_folder.Write("w", file)).Commitments.Span[0].Should().Be(G1Affine.Infinity);
        byte[] hiding = Bytes([zeros], Sample.Hiding);
        G1Affine.Infinity.Write(hiding.AsSpan(hiding.Length - 80, 48), PointFormat.Compressed);
        Authority.Refused(() => WeightsFile.Read(_folder.Write("w", hiding)), "*chunk 0 of tensor \"a\": its commitment is infinity, and hides nothing");
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "empty", "*is cut short" },
        { "other magic", "*is not a file of weights of this version" },
        { "other version", "*is not a file of weights of this version" },
        { "other reference string", "*another reference string*" },
        { "blinding of 31", "*blinding: is 32 or 0, not 31" },
        { "blinding of 32", "*is damaged*" },
        { "one chunk more", "*cut short: 2 tensors and 3 chunks*" },
        { "one chunk less", "*bytes follow its 2 tensors*" },
        { "no end of chunks", "*chunk count: is at most 16,777,216*" },
        { "one tensor more", "*tensor 2: is cut short" },
        { "one tensor less", "*bytes follow its 1 tensors*" },
        { "no end of tensors", "*is cut short: 4,294,967,295 tensors*" },
        { "name without end", "*tensor 0: is cut short" },
        { "rank without end", "*tensor 0: is cut short" },
        { "name that is no text", "*tensor 0: its name or data type is not UTF-8*" },
        { "unknown data type", "*tensor 0: \"a\" has an unknown data type or an impossible shape" },
        { "negative length", "*tensor 0: \"a\" has an unknown data type or an impossible shape" },
        { "larger shape", "*chunk count: is 2, but the tensors have 5 chunks" },
        { "other shape of one chunk", "*is damaged*" },
        { "tensors exchanged", "*tensor table: the tensor \"a\" is not in the order of the names" },
        { "tensor twice", "*tensor table: the tensor \"b\" stands twice" },
        { "point off the curve", "*chunk 0 of tensor \"b\": its commitment is wrong: not on the curve" },
        { "point outside the group", "*chunk 0 of tensor \"b\": its commitment is wrong: outside the subgroup*" },
        { "point not canonical", "*chunk 0 of tensor \"b\": its commitment is wrong*" },
        { "other point", "*is damaged*" },
        { "other digest", "*is damaged*" },
        { "one byte less", "*" },
        { "one byte more", "*" },
        { "something behind", "*" },
    };

    [Theory, MemberData(nameof(Damages))]
    public void A_malformed_file_is_refused(string damage, string message)
    {
        byte[] file = Damaged(damage, Bytes(Tensors, ChunkBlinding.Public));
        Authority.Refused(() => WeightsFile.Read(_folder.Write("w", file)), message);
    }

    [Fact]
    public void No_byte_can_be_changed_added_or_taken_away()
    {
        byte[] file = Bytes(Tensors, Sample.Hiding);
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            byte[] changed = [.. file];
            changed[at] ^= change;
            Authority.Refused(() => WeightsFile.Read(_folder.Write($"{Guid.NewGuid()}", changed)), "*");
        }, iter: 300);
        for (int length = 0; length < file.Length; length++) Authority.Refused(() => WeightsFile.Read(_folder.Write("w", file[..length])), "*");
    }

    private byte[] Bytes(TensorData[] tensors, ChunkBlinding blinding)
    {
        using MemoryStream stream = new();
        WeightsFile.Write(stream, Sample.Commit(_folder, tensors, blinding));
        return stream.ToArray();
    }

    private static byte[] Damaged(string damage, byte[] file)
    {
        // A tensor here takes 4 + 1 + 4 + (4 or 3) + 4 + 8·rank bytes.
        const int first = 33, second = 24, rankAt = TableAt + 13;
        int lastPoint = file.Length - 32 - 48;
        byte[] a = file[TableAt..(TableAt + first)], b = file[(TableAt + first)..(TableAt + first + second)], head = file[..TableAt], tail = file[(TableAt + first + second)..];
        switch (damage)
        {
            case "empty": return [];
            case "other magic": file[0]++; break;
            case "other version": file[7]++; break;
            case "other reference string": file[8]++; break;
            case "blinding of 31": Count(BlindingAt, 31); break;
            case "blinding of 32": Count(BlindingAt, 32); break;
            case "one chunk more": Chunks(3); break;
            case "one chunk less": Chunks(1); break;
            case "no end of chunks": Chunks(ulong.MaxValue); break;
            case "one tensor more": Count(TensorsAt, 3); break;
            case "one tensor less": Count(TensorsAt, 1); break;
            case "no end of tensors": Count(TensorsAt, uint.MaxValue); break;
            case "name without end": Count(TableAt, uint.MaxValue); break;
            case "rank without end": Count(rankAt, uint.MaxValue); break;
            case "name that is no text": file[TableAt + 4] = 0xff; break;
            case "unknown data type": file[TableAt + 9] = (byte)'X'; break;
            case "negative length": file[rankAt + 4] = 0x80; break;
            case "larger shape": file[rankAt + 4 + 5] = 1; break;
            case "other shape of one chunk": file[rankAt + 4 + 7]++; break;
            case "tensors exchanged": return [.. head, .. b, .. a, .. tail];
            case "tensor twice": Count(TensorsAt, 2); return [.. head[..TensorsAt], 0, 0, 0, 2, .. head[ChunksAt..], .. b, .. b, .. tail];
            case "point off the curve":
                while (G1Affine.TryReadOnCurve(file.AsSpan(lastPoint, 48), PointFormat.Compressed, out _, out _)) file[lastPoint + 47]++;
                break;
            case "point outside the group": OutsideTheGroup().Write(file.AsSpan(lastPoint, 48), PointFormat.Compressed); break;
            case "point not canonical": file.AsSpan(lastPoint, 48).Fill(0xff); break;
            case "other point": G1Affine.Generator.Write(file.AsSpan(lastPoint, 48), PointFormat.Compressed); break;
            case "other digest": file[^1]++; break;
            case "one byte less": return file[..^1];
            case "one byte more": return [.. file, 0];
            case "something behind": return [.. file, .. RandomNumberGenerator.GetBytes(100)];
            default: throw new ArgumentException(damage);
        }

        return file;

        void Count(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), value);

        void Chunks(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(file.AsSpan(ChunksAt), value);
    }

    /// <summary>A point of the curve, whose cofactor is large: nearly all are outside.</summary>
    private static G1Affine OutsideTheGroup()
    {
        for (ulong x = 1; ; x++)
        {
            Fp square = Fp.From(x);
            if (((square * square * square) + Fp.From(4UL)).TrySquareRoot(out Fp y) && G1Affine.FromTrusted(square, y) is { IsInSubgroup: false } point) return point;
        }
    }
}
