using System.Numerics;
using ChainProv.Ethereum.Abi;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Abi;

public sealed class AbiPropertyTests
{
    [Fact]
    public void What_was_encoded_is_decoded() => AbiGen.Pair(3).Sample(pair =>
    {
        byte[] data = AbiCodec.Encode([pair.Type], pair.Value);
        return data.Length % 32 == 0 && Same(AbiCodec.Decode([pair.Type], data)[0], pair.Value);
    }, iter: 2000);

    [Fact]
    public void A_type_is_read_back_from_its_name() => AbiGen.Type(4).Sample(type => AbiType.Parse(type.Name).Name == type.Name);

    [Fact]
    public void Data_that_decodes_is_what_encoding_writes() =>
        Gen.Select(AbiGen.Pair(2), Gen.Int[0, 1 << 20], Gen.Byte).Sample((pair, place, change) =>
        {
            byte[] data = AbiCodec.Encode([pair.Type], pair.Value);
            if (data.Length > 0)
                data[place % data.Length] ^= change;
            object[]? decoded = TryDecode(pair.Type, data);
            return decoded is null || AbiCodec.Encode([pair.Type], decoded).AsSpan().SequenceEqual(data);
        }, iter: 5000);

    [Fact]
    public void Any_truncation_or_addition_is_refused() =>
        Gen.Select(AbiGen.Pair(2), Gen.Int[1, 1 << 20]).Sample((pair, cut) =>
        {
            byte[] data = AbiCodec.Encode([pair.Type], pair.Value);
            return TryDecode(pair.Type, data[..^Math.Min(data.Length, cut % 64 + 1)]) is null && TryDecode(pair.Type, [.. data, .. new byte[32]]) is null;
        });

    [Fact]
    public void Random_data_gives_a_value_or_an_abi_exception() =>
        Gen.Select(AbiGen.Type(3), WordsThatLookLikeOffsets).Sample((type, data) => TryDecode(type, data) is null or [_]);

    [Fact]
    public void A_huge_count_reserves_nothing()
    {
        byte[] data = new byte[64];
        data[31] = 32;
        data.AsSpan(60).Fill(0x7f);
        AbiType nested = AbiType.Parse("uint256[][]");
        long before = GC.GetAllocatedBytesForCurrentThread();
        TryDecode(nested, data).Should().BeNull();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000);
    }

    [Fact]
    public void Offsets_that_share_a_tail_are_refused()
    {
        // Every element of every level points at the same next level: read naively, 2^k values from k small arrays.
        byte[] word(int value) => AbiCodec.Encode([AbiType.UInt256], value);
        byte[] inner = [.. word(2), .. word(64), .. word(64), .. word(1), .. word(7)];
        byte[] data = [.. word(32), .. inner];
        TryDecode(AbiType.Parse("uint256[][]"), data).Should().BeNull();
    }

    [Theory]
    [InlineData("bool", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("address", "0000000000000000000000010000000000000000000000000000000000000000")]
    [InlineData("uint8", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("int8", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("bytes4", "1234567801000000000000000000000000000000000000000000000000000000")]
    [InlineData("string", "000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000"
        + "01ff00000000000000000000000000000000000000000000000000000000000000")]
    public void Dirty_words_are_refused(string type, string data) =>
        FluentActions.Invoking(() => AbiCodec.Decode([AbiType.Parse(type)], Convert.FromHexString(data))).Should().Throw<AbiException>();

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint08")]
    [InlineData("bytes33")]
    [InlineData("bytes0")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[")]
    [InlineData("()")]
    [InlineData("(uint256,)")]
    [InlineData("(uint256))")]
    [InlineData("function")]
    [InlineData("uint256[999999999]")]
    [InlineData("uint256[9999999999]")]
    [InlineData("bool[][][][][][][][][][][][][][][][][][][][]")]
    [InlineData("((((((((((((((((((((bool))))))))))))))))))))")]
    [InlineData("")]
    public void What_is_no_type_is_refused(string text) => FluentActions.Invoking(() => AbiType.Parse(text)).Should().Throw<AbiException>();

    private static Gen<byte[]> WordsThatLookLikeOffsets { get; } =
        Gen.OneOf(Gen.Int[0, 8].Select(n => 32 * n), Gen.Int[0, 3], Gen.Int[0, int.MaxValue]).Array[0, 12]
            .Select(words => words.SelectMany(word => AbiCodec.Encode([AbiType.UInt256], word)).ToArray());

    private static object[]? TryDecode(AbiType type, byte[] data)
    {
        try
        {
            return AbiCodec.Decode([type], data);
        }
        catch (AbiException)
        {
            return null;
        }
    }

    private static bool Same(object a, object b) => (a, b) switch
    {
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (object[] x, object[] y) => x.Length == y.Length && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        (BigInteger x, BigInteger y) => x == y,
        _ => a.Equals(b),
    };
}
