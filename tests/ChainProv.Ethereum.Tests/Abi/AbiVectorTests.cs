using System.Numerics;
using System.Text;
using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Tests.Abi;

/// <summary>The worked examples of the Contract ABI Specification.</summary>
public sealed class AbiVectorTests
{
    [Fact]
    public void Baz_takes_static_values() => Check("baz(uint32,bool)", "cdcd77c0", [69u, true], "45", "01");

    [Fact]
    public void Bar_takes_a_fixed_array_of_short_bytes() =>
        Check("bar(bytes3[2])", "fce353f6", [new object[] { "abc"u8.ToArray(), "def"u8.ToArray() }], Right("616263"), Right("646566"));

    [Fact]
    public void Sam_takes_dynamic_values() => Check("sam(bytes,bool,uint256[])", "a5643bf2",
        ["dave"u8.ToArray(), true, new object[] { 1, 2, 3 }],
        "60", "01", "a0", "04", Right("64617665"), "03", "01", "02", "03");

    [Fact]
    public void F_mixes_static_and_dynamic_values() => Check("f(uint256,uint32[],bytes10,bytes)", "8be65246",
        [0x123, new object[] { 0x456, 0x789 }, "1234567890"u8.ToArray(), "Hello, world!"u8.ToArray()],
        "0123", "80", Right("31323334353637383930"), "e0", "02", "0456", "0789", "0d", Right("48656c6c6f2c20776f726c6421"));

    [Fact]
    public void G_takes_arrays_of_arrays() => Check("g(uint256[][],string[])", "2289b18c",
        [new object[] { new object[] { 1, 2 }, new object[] { 3 } }, new object[] { "one", "two", "three" }],
        "40", "0140", "02", "40", "a0", "02", "01", "02", "01", "03",
        "03", "60", "a0", "e0", "03", Right("6f6e65"), "03", Right("74776f"), "05", Right("7468726565"));

    [Theory]
    [InlineData(8, -128)]
    [InlineData(8, 127)]
    [InlineData(256, -1)]
    public void A_signed_value_is_extended_by_its_sign(int bits, int value)
    {
        AbiType type = AbiType.SignedInteger(bits);
        byte[] word = AbiCodec.Encode([type], value);
        word[..28].Should().AllBeEquivalentTo((byte)(value < 0 ? 0xff : 0));
        AbiCodec.Decode([type], word).Should().Equal((BigInteger)value);
    }

    [Theory]
    [InlineData("uint8", 256)]
    [InlineData("uint8", -1)]
    [InlineData("int8", 128)]
    [InlineData("int8", -129)]
    [InlineData("bool", 1)]
    [InlineData("address", 1)]
    [InlineData("uint256[2]", 1)]
    [InlineData("bytes", 1)]
    public void A_value_that_does_not_fit_its_type_is_refused(string type, int value) =>
        FluentActions.Invoking(() => AbiCodec.Encode([AbiType.Parse(type)], value)).Should().Throw<AbiException>().WithMessage("value[0]: *");

    [Fact]
    public void The_place_of_a_bad_value_is_named() =>
        FluentActions.Invoking(() => AbiCodec.Encode([AbiType.Parse("(bool,uint8[])")], (object)new object[] { true, new object[] { 1, 300 } }))
            .Should().Throw<AbiException>().WithMessage("value[0][1][1]: 300 does not fit uint8");

    private static void Check(string signature, string selector, object[] values, params string[] words)
    {
        string expected = selector + string.Concat(words.Select(word => word.PadLeft(64, '0')));
        AbiType parameters = AbiType.Parse(signature[signature.IndexOf('(', StringComparison.Ordinal)..]);
        AbiFunction function = new(signature[..signature.IndexOf('(', StringComparison.Ordinal)], parameters.Components, []);
        function.Signature.Should().Be(signature);
        byte[] call = function.EncodeCall(values);
        Convert.ToHexStringLower(call).Should().Be(expected);
        function.EncodeCall(function.DecodeCall(call)).Should().Equal(call);
    }

    private static string Right(string digits) => new StringBuilder(digits).Append('0', 64 - digits.Length).ToString();
}
