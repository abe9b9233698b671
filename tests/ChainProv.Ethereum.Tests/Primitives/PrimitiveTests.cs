using System.Numerics;
using System.Text.Json;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Primitives;

public sealed class PrimitiveTests
{
    [Theory]
    [InlineData("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("Transfer(address,address,uint256)", "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    public void Keccak_256_gives_known_hashes(string text, string hash) => Keccak256.Hash(text).ToString().Should().Be(hash);

    [Theory] // the examples of EIP-55
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7")]
    public void An_address_keeps_its_checksum(string text)
    {
        Address.Parse(text).ToString().Should().Be(text);
        Address.Parse(text.ToLowerInvariant()).ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "*checksum*")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", "40 hexadecimal digits*found 39")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "*begin with 0x")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", "character 42 is not*")]
    public void A_mistyped_address_is_refused_with_its_reason(string text, string reason)
    {
        FluentActions.Invoking(() => Address.Parse(text)).Should().Throw<FormatException>().WithMessage(reason);
        Address.TryParse(text, null, out _).Should().BeFalse();
    }

    [Fact] // the first contract of the first account of every anvil
    public void A_contracts_address_follows_from_creator_and_nonce() =>
        Address.OfContract(Address.Parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"), 0).ToString()
            .Should().Be("0x5FbDB2315678afecb367f032d93F642f64180aa3");

    [Fact]
    public void A_hash_is_what_its_text_says() =>
        Gen.Byte.Array[Hash32.Size].Sample(bytes =>
        {
            Hash32 hash = new(bytes);
            hash.ToArray().Should().Equal(bytes);
            Hash32.Parse(hash.ToString()).Should().Be(hash);
            Hash32.TryParse(hash.ToString().ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal), null, out Hash32 parsed).Should().BeTrue();
            parsed.Should().Be(hash);
        });

    [Fact]
    public void Hashes_are_ordered_as_big_endian_integers() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32]).Sample((a, b) =>
            Math.Sign(new Hash32(a).CompareTo(new Hash32(b))) == new BigInteger(a, true, true).CompareTo(new BigInteger(b, true, true)));

    [Theory]
    [InlineData("0x0", 0)]
    [InlineData("0x41", 65)]
    [InlineData("0x400", 1024)]
    public void Quantities_are_written_as_the_specification_says(string text, int value)
    {
        Quantity.Encode(value).Should().Be(text);
        Quantity.Decode(text).Should().Be(value);
    }

    [Theory] // the wrong examples of the JSON-RPC specification, and one of too many bits
    [InlineData("0x")]
    [InlineData("0x0400")]
    [InlineData("ff")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void A_quantity_in_another_form_is_refused(string text) =>
        FluentActions.Invoking(() => Quantity.Decode(text)).Should().Throw<FormatException>();

    [Fact]
    public void Every_quantity_is_read_back() =>
        Gen.Byte.Array[0, 32].Sample(bytes =>
        {
            BigInteger value = new(bytes, isUnsigned: true, isBigEndian: true);
            return Quantity.Decode(Quantity.Encode(value)) == value;
        });

    [Theory]
    [InlineData("0xabc")]
    [InlineData("0xzz")]
    [InlineData("")]
    public void Bytes_in_another_form_are_refused(string text) => FluentActions.Invoking(() => Hex.Decode(text)).Should().Throw<FormatException>();

    [Fact]
    public void An_amount_is_shown_exactly()
    {
        new Wei(BigInteger.Parse("1500000000000000000", null)).ToString().Should().Be("1.5 ETH");
        new Wei(1).ToString().Should().Be("0.000000000000000001 ETH");
        Wei.FromEther(10_000).ToString().Should().Be("10000 ETH");
        FluentActions.Invoking(() => new Wei(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Hashes_and_addresses_stand_in_json_as_text()
    {
        Dictionary<Address, Hash32> map = new() { [Address.Parse("0x52908400098527886E0F7030069857D2E4169EE7")] = Keccak256.Hash("") };
        string json = JsonSerializer.Serialize(map);
        JsonSerializer.Deserialize<Dictionary<Address, Hash32>>(json).Should().BeEquivalentTo(map);
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Hash32>("\"0x12\"")).Should().Throw<JsonException>();
    }
}
