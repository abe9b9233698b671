using System.Numerics;
using ChainProv.Provenance.Weights;
using CsCheck;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class ChunkPackingTests
{
    [Theory]
    [InlineData("I8", 30)]
    [InlineData("U8", 30)]
    [InlineData("BOOL", 30)]
    [InlineData("F4", 30)]
    [InlineData("F6_E2M3", 30)]
    [InlineData("F8_E4M3", 30)]
    [InlineData("F8_E8M0", 30)]
    [InlineData("I16", 30)]
    [InlineData("F16", 30)]
    [InlineData("BF16", 30)]
    [InlineData("I32", 28)]
    [InlineData("F32", 28)]
    [InlineData("I64", 24)]
    [InlineData("F64", 24)]
    [InlineData("C64", 24)]
    public void Groups_hold_whole_values_and_every_length_packs_as_value_by_value(string dataType, int groupBytes)
    {
        ChunkPacking packing = ChunkPacking.Of(dataType);
        packing.Should().Be(new ChunkPacking(groupBytes));
        int width = dataType switch { "I64" or "F64" or "C64" => 8, "I32" or "F32" => 4, "I16" or "F16" or "BF16" => 2, _ => 1 };
        Gen.Byte.Array[0, 200].Select(bytes => bytes[..(bytes.Length / width * width)]).Sample(data => Pack(packing, data).Should().Equal(PlainWeights.Pack(dataType, data)), iter: 100);
    }

    [Fact]
    public void Every_bit_pattern_is_kept_and_is_below_2_to_the_240()
    {
        byte[] ones = [.. Enumerable.Repeat((byte)0xff, 30)];
        Pack(ChunkPacking.Of("BF16"), ones).Should().Equal(BigInteger.Pow(2, 240) - 1);
        // −0, infinity and two kinds of NaN are four numbers.
        Pack(ChunkPacking.Of("F16"), [0x00, 0x80, 0x00, 0x7c, 0x01, 0x7c, 0x00, 0x7e]).Should().Equal(BigInteger.Parse("07e007c017c008000", System.Globalization.NumberStyles.HexNumber, null));
    }

    [Fact]
    public void A_full_chunk_has_4064_elements_and_leaves_what_is_above()
    {
        Fr[] elements = [.. Enumerable.Repeat(Fr.One, ChunkPolynomials.Length)];
        ChunkPacking.Of("F32").Pack(new byte[4064 * 28], elements);
        elements[4063].Should().Be(Fr.Zero);
        elements[4064..].Should().HaveCount(32).And.AllBeEquivalentTo(Fr.One);
    }

    private static BigInteger[] Pack(ChunkPacking packing, byte[] data)
    {
        Fr[] elements = new Fr[(data.Length + packing.GroupBytes - 1) / packing.GroupBytes];
        packing.Pack(data, elements);
        return [.. elements.Select(element => element.ToBigInteger())];
    }
}
