using System.Text.Json.Nodes;

namespace ChainProv.Ethereum.Rpc;

/// <summary>Which logs are asked for.</summary>
/// <param name="From">The first block.</param>
/// <param name="To">The last block, included.</param>
public sealed record LogFilter(BlockTag From, BlockTag To)
{
    /// <summary>Only logs of these contracts; empty means of any.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>By position the topics that are accepted there; an empty list accepts any.</summary>
    public IReadOnlyList<IReadOnlyList<Hash32>> Topics { get; init; } = [];

    /// <summary>Only this block, by hash, instead of the range: the answer cannot mix two branches of a reorganised chain.</summary>
    public Hash32? BlockHash { get; init; }

    internal bool Admits(Address contract) => Addresses.Count == 0 || Addresses.Contains(contract);

    internal JsonObject ToJson()
    {
        JsonObject json = BlockHash is Hash32 hash
            ? new JsonObject { ["blockHash"] = hash.ToString() }
            : new JsonObject { ["fromBlock"] = From.ToString(), ["toBlock"] = To.ToString() };
        if (Addresses.Count > 0)
            json["address"] = new JsonArray([.. Addresses.Select(address => JsonValue.Create(address.ToString()))]);
        if (Topics.Count > 0)
            json["topics"] = new JsonArray([.. Topics.Select(accepted => accepted.Count == 0 ? null : TopicArray(accepted))]);
        return json;
    }

    private static JsonArray TopicArray(IReadOnlyList<Hash32> accepted) => [.. accepted.Select(topic => JsonValue.Create(topic.ToString()))];
}
