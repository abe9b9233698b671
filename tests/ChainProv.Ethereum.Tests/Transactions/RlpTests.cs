using System.Numerics;
using System.Text;
using ChainProv.Ethereum.Transactions;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Transactions;

public sealed class RlpTests
{
    private const string Lorem = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";

    [Fact] // the examples of ethereum.org's page on RLP
    public void Known_items_have_their_known_encoding()
    {
        Text(Rlp.Encode("dog"u8)).Should().Be("83646f67");
        Text(Rlp.EncodeList(Rlp.Encode("cat"u8), Rlp.Encode("dog"u8))).Should().Be("c88363617483646f67");
        Text(Rlp.Encode(""u8)).Should().Be("80");
        Text(Rlp.EncodeList()).Should().Be("c0");
        Text(Rlp.Encode(BigInteger.Zero)).Should().Be("80");
        Text(Rlp.Encode([(byte)0])).Should().Be("00");
        Text(Rlp.Encode(15)).Should().Be("0f");
        Text(Rlp.Encode(1024)).Should().Be("820400");
        Text(Rlp.Encode(Encoding.ASCII.GetBytes(Lorem))).Should().Be("b838" + Text(Encoding.ASCII.GetBytes(Lorem)));
    }

    [Fact]
    public void What_was_encoded_is_decoded() => Gen.Byte.Array[0, 300].Array[0, 5].Sample(items =>
    {
        RlpItem decoded = Rlp.Decode(Rlp.EncodeList(items.Select(item => Rlp.Encode(item)).Append(Rlp.EncodeList())));
        return decoded.Items.SkipLast(1).Zip(items).All(pair => pair.First.Bytes.Span.SequenceEqual(pair.Second)) && decoded.Items[^1].Items.Count == 0;
    });

    [Theory]
    [InlineData("")]
    [InlineData("8100")] // a byte below 0x80 with a prefix
    [InlineData("b80161")] // a long form for a short length
    [InlineData("b90001")] // leading zeros
    [InlineData("bbffffffff")] // 4 GiB announced
    [InlineData("bf7fffffffffffffff")]
    [InlineData("83646f")] // truncated
    [InlineData("c883636174")]
    [InlineData("83646f6700")] // followed by more
    [InlineData("d8d7d6d5d4d3d2d1d0cfcecdcccbcac9c8c7c6c5c4c3c2c1c0")] // 25 lists deep
    public void Another_form_is_refused(string data) =>
        FluentActions.Invoking(() => Rlp.Decode(Convert.FromHexString(data))).Should().Throw<FormatException>();

    [Fact]
    public void Any_bytes_are_an_item_or_a_format_exception() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        try
        {
            Rlp.Decode(bytes);
        }
        catch (FormatException)
        {
        }
    });

    private static string Text(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
