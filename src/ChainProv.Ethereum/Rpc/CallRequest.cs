using System.Text.Json.Nodes;

namespace ChainProv.Ethereum.Rpc;

/// <summary>A call to simulate.</summary>
/// <param name="To">The contract; null to run deployment code.</param>
/// <param name="Data">The call's data.</param>
public sealed record CallRequest(Address? To, ReadOnlyMemory<byte> Data)
{
    /// <summary>Who calls; null is the zero address.</summary>
    public Address? From { get; init; }

    /// <summary>The coin sent along.</summary>
    public Wei Value { get; init; }

    /// <summary>The most gas; null leaves it to the node.</summary>
    public ulong? Gas { get; init; }

    internal JsonObject ToJson()
    {
        JsonObject json = new() { ["input"] = Hex.Encode(Data.Span) };
        if (To is Address to)
            json["to"] = to.ToString();
        if (From is Address from)
            json["from"] = from.ToString();
        if (Value > Wei.Zero)
            json["value"] = Quantity.Encode(Value.Value);
        if (Gas is ulong gas)
            json["gas"] = Quantity.Encode(gas);
        return json;
    }
}
