using System.Globalization;
using System.Numerics;

namespace ChainProv.Ethereum;

/// <summary>An amount of the chain's coin in its smallest unit: 10^18 wei are one ether.</summary>
public readonly record struct Wei : IComparable<Wei>
{
    private static readonly BigInteger WeiPerGwei = BigInteger.Pow(10, 9);
    private static readonly BigInteger WeiPerEther = BigInteger.Pow(10, 18);

    /// <summary>An amount in wei.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or has more than 256 bits.</exception>
    public Wei(BigInteger value)
    {
        if (value.Sign < 0 || value.GetBitLength() > 256)
            throw new ArgumentOutOfRangeException(nameof(value), "an amount of wei is between 0 and 2^256 - 1");
        Value = value;
    }

    /// <summary>The amount in wei.</summary>
    public BigInteger Value { get; }

    /// <summary>Nothing.</summary>
    public static Wei Zero => default;

    /// <summary>A whole number of gwei (10^9 wei), the unit fees are spoken of in.</summary>
    public static Wei FromGwei(long gwei) => new(gwei * WeiPerGwei);

    /// <summary>A whole number of ether.</summary>
    public static Wei FromEther(long ether) => new(ether * WeiPerEther);

    /// <inheritdoc/>
    public int CompareTo(Wei other) => Value.CompareTo(other.Value);

    /// <summary>Exact, in ether: <c>1.5 ETH</c>.</summary>
    public override string ToString()
    {
        (BigInteger whole, BigInteger rest) = BigInteger.DivRem(Value, WeiPerEther);
        string fraction = rest.ToString("D18", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{whole}{(fraction.Length > 0 ? "." : "")}{fraction} ETH");
    }

    /// <summary>The sum.</summary>
    public static Wei operator +(Wei left, Wei right) => new(left.Value + right.Value);

    /// <summary>A price times a number of units (gas).</summary>
    public static Wei operator *(Wei price, ulong units) => new(price.Value * units);

    /// <summary>Order by amount.</summary>
    public static bool operator <(Wei left, Wei right) => left.Value < right.Value;

    /// <summary>Order by amount.</summary>
    public static bool operator >(Wei left, Wei right) => left.Value > right.Value;

    /// <summary>Order by amount.</summary>
    public static bool operator <=(Wei left, Wei right) => left.Value <= right.Value;

    /// <summary>Order by amount.</summary>
    public static bool operator >=(Wei left, Wei right) => left.Value >= right.Value;
}
