using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Ethereum.Keys;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Keys;

public sealed class SignatureTests
{
    private static readonly BigInteger Order = Parse("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    [Theory] // the RFC 6979 vectors for secp256k1 that Bitcoin's and Trezor's libraries share
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "Satoshi Nakamoto",
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8", "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001",
        "All those moments will be lost in time, like tears in rain. Time to die...",
        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b", "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", "Satoshi Nakamoto",
        "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0", "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5")]
    public void A_signature_is_the_deterministic_one(string secret, string message, string r, string s)
    {
        using EthereumKey key = new(Convert.FromHexString(secret));
        Hash32 digest = new(SHA256.HashData(Encoding.UTF8.GetBytes(message)));
        EthereumSignature signature = key.Sign(digest);
        (signature.R, signature.S).Should().Be((Parse(r), Parse(s)));
        signature.Recover(digest).Should().Be(key.Address);
    }

    [Fact]
    public void The_signer_is_recovered_and_s_is_low() => Gen.Byte.Array[32].Sample(bytes =>
    {
        using EthereumKey key = EthereumKey.Generate();
        EthereumSignature signature = key.Sign(new Hash32(bytes));
        return signature.Recover(new Hash32(bytes)) == key.Address && signature.S <= Order / 2;
    }, iter: 50);

    [Fact]
    public void The_second_form_of_a_signature_is_refused()
    {
        using EthereumKey key = EthereumKey.Generate();
        Hash32 digest = Keccak256.Hash("text");
        EthereumSignature signature = key.Sign(digest);
        EthereumSignature mirrored = new(signature.R, Order - signature.S, !signature.YParity);
        Refuse(mirrored, digest);
        Refuse(signature with { R = 0 }, digest);
        Refuse(signature with { S = 0 }, digest);
        Refuse(signature with { R = Order + 1 }, digest);
        Refuse(signature with { R = 5 }, digest); // 5 is no x coordinate of the curve
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("01")]
    public void What_is_no_private_key_is_refused(string secret) =>
        FluentActions.Invoking(() => new EthereumKey(Convert.FromHexString(secret))).Should().Throw<FormatException>();

    [Fact]
    public void A_disposed_key_signs_nothing_and_holds_nothing()
    {
        EthereumKey key = EthereumKey.Generate();
        key.Dispose();
        FluentActions.Invoking(() => key.Sign(default)).Should().Throw<ObjectDisposedException>();
    }

    private static void Refuse(EthereumSignature signature, Hash32 digest) =>
        FluentActions.Invoking(() => signature.Recover(digest)).Should().Throw<FormatException>();

    private static BigInteger Parse(string digits) => BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
