using ChainProv.Ethereum;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>A block of a <see cref="FakeNode"/>; its hash is over everything in it.</summary>
internal sealed record FakeBlock(ulong Number, Hash32 Hash, Hash32 ParentHash, ulong Timestamp, IReadOnlyList<FakeLog> Logs)
{
    public const ulong GenesisTime = 1_750_000_000;
    private const ulong SecondsPerBlock = 1_200;

    public static FakeBlock After(FakeBlock? parent, string branch, IReadOnlyList<FakeLog> logs)
    {
        ulong number = parent is null ? 0 : parent.Number + 1;
        Hash32 parentHash = parent?.Hash ?? Hash32.Zero;
        string content = $"{number} {parentHash} {branch} {string.Join(' ', logs.Select(log => log.ToString()))}";
        return new FakeBlock(number, Keccak256.Hash(content), parentHash, GenesisTime + (number * SecondsPerBlock), logs);
    }

    public Hash32 TransactionOf(int index) => Keccak256.Hash($"{Hash} {index}");
}
