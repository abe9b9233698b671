using System.Globalization;
using System.Text;
using ChainProv.Ethereum;
using ChainProv.Prover.Anchoring;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>A transaction of the fake chain.</summary>
public sealed record FakeTransaction(ulong Nonce, Hash32 Release, long Fee)
{
    public Hash32 Hash => Keccak256.Hash(Raw);

    public byte[] Raw => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Nonce} {Release} {Fee}"));

    public AnchorTransaction Signed => new(Raw, Hash, Nonce);

    public static FakeTransaction Read(AnchorTransaction transaction)
    {
        string[] parts = Encoding.ASCII.GetString(transaction.Raw.Span).Split(' ');
        return new(ulong.Parse(parts[0], CultureInfo.InvariantCulture), Hash32.Parse(parts[1]), long.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
