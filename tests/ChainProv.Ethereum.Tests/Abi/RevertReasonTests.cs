using ChainProv.Ethereum.Abi;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Abi;

public sealed class RevertReasonTests
{
    private static readonly AbiError TooLarge = new("TooLarge", AbiType.Parse("(uint256,bytes)").Components);

    [Fact]
    public void A_named_error_is_shown_with_its_arguments() =>
        RevertReason.Decode(TooLarge.Encode(5, new byte[] { 1, 2 }), [TooLarge]).ToString().Should().Be("TooLarge(5, 0x0102)");

    [Fact]
    public void A_plain_reason_is_its_text_without_control_characters() =>
        RevertReason.Decode(AbiError.Reason.Encode("no\u001b[2J way"), []).ToString().Should().Be("no\uFFFD[2J way");

    [Fact]
    public void A_panic_says_what_the_code_means() =>
        RevertReason.Decode(AbiError.Panic.Encode(0x12), []).ToString().Should().Be("Panic(division by zero)");

    [Fact]
    public void An_unknown_error_is_shown_as_bytes() =>
        RevertReason.Decode(TooLarge.Encode(5, Array.Empty<byte>()).AsMemory(0, 4), []).ToString().Should().StartWith("an error that is not in the contract's interface: 0x");

    [Fact]
    public void Nothing_is_no_reason() => RevertReason.Decode(default, [TooLarge]).ToString().Should().Be("no reason was given");

    [Fact]
    public void Any_bytes_give_some_reason() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample((bytes, known) =>
        RevertReason.Decode(known ? [.. TooLarge.Selector.ToArray(), .. bytes] : bytes, [TooLarge]).ToString().Length > 0);
}
