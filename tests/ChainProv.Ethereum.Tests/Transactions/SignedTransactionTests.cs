using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Transactions;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Transactions;

/// <summary>The bytes are those of Foundry's <c>cast mktx</c> for the same fields and key.</summary>
public sealed class SignedTransactionTests
{
    private static readonly Address Second = Address.Parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
    private static readonly AbiFunction Transfer = new("transfer", AbiType.Parse("(address,uint256)").Components, []);

    public static TheoryData<string, Eip1559Transaction> Known => new()
    {
        {
            "0x02f8b7827a690784773594008506fc23ac00830186a09470997970c51812dc3a010c7d01b50e0d17dc79c884075bcd15b844a9059cbb00000000000000000000000070997970c51812"
            + "dc3a010c7d01b50e0d17dc79c80000000000000000000000000000000000000000000000000000000000000005c001a05a668be4e8bb3b27e092f55453e5d020bfc32de8315d42e1"
            + "7b775b3ee933ff2fa00b7dffc389f196ab9fa4b2e8c3cdcc7587228f55adb7679a3a363cdff5819f67",
            new(31337, 7, Wei.FromGwei(2), Wei.FromGwei(30), 100_000, Second, new Wei(123_456_789), Transfer.EncodeCall(Second, 5))
        },
        {
            "0x02f856827a69808001834c4b408080856001600155c001a0d8c4a0d8f25a86257c0df1b17a8716a6af954ef2e4b4afd8e5d001049a361887a03abb2d7da85aeae1f7448957a29152"
            + "1608ccce28c68598f4e76667a373cb08fa",
            new(31337, 0, Wei.Zero, new Wei(1), 5_000_000, null, Wei.Zero, Hex.Decode("0x6001600155"))
        },
        {
            "0x02f8cb827a6982012c84773594008506fc23ac008252089470997970c51812dc3a010c7d01b50e0d17dc79c88080f85bf8599470997970c51812dc3a010c7d01b50e0d17dc79c8f8"
            + "42a00000000000000000000000000000000000000000000000000000000000000001a0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80a0853d"
            + "95350a15cd85fad2c7cc0fe33981f765149e8c0da447b17c57575b6bff3da03a6103fde3e6167997a1e4ff76f4767b18ed2882375a5d15b9ec15fb32895646",
            new(31337, 300, Wei.FromGwei(2), Wei.FromGwei(30), 21_000, Second, Wei.Zero, default)
            {
                AccessList = [new AccessListEntry(Second, [Hash32.Parse("0x" + new string('0', 63) + "1"), Hash32.Parse("0x" + new string('f', 64))])],
            }
        },
    };

    [Theory, MemberData(nameof(Known))]
    public void A_signed_transaction_is_what_other_software_makes(string raw, Eip1559Transaction transaction)
    {
        using EthereumKey key = DevAccounts.Key(0);
        SignedTransaction signedHere = transaction.Sign(key);
        Hex.Encode(signedHere.Raw.Span).Should().Be(raw);

        SignedTransaction readBack = SignedTransaction.Decode(Hex.Decode(raw));
        readBack.From.Should().Be(key.Address);
        readBack.Hash.Should().Be(signedHere.Hash);
        readBack.Transaction.Should().BeEquivalentTo(transaction, options => options.Excluding(t => t.Data));
        readBack.Transaction.Data.ToArray().Should().Equal(transaction.Data.ToArray());
    }

    [Fact]
    public void A_changed_byte_gives_another_sender_or_is_refused()
    {
        byte[] raw = Hex.Decode((string)Known.First().Data.Item1);
        using EthereumKey key = DevAccounts.Key(0);
        Gen.Select(Gen.Int[0, raw.Length - 1], Gen.Byte[1, 255]).Sample((place, change) =>
        {
            byte[] changed = [.. raw];
            changed[place] ^= change;
            try
            {
                return SignedTransaction.Decode(changed).From != key.Address;
            }
            catch (FormatException)
            {
                return true;
            }
        }, iter: 300);
    }
}
