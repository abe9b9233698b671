using System.Text.Json.Nodes;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Storage;
using ChainProv.Indexer.Tests.Support;

namespace ChainProv.Indexer.Tests.Chain;

public sealed class KillTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_indexer_that_is_killed_again_and_again_ends_with_the_same_answers()
    {
        using RegistryOnAnvil chain = await RegistryOnAnvil.StartAsync();
        foreach (int[] names in Enumerable.Range(0, 300).Chunk(30))
        {
            await chain.Client.Rpc.BatchAsync(
                [.. names.Select(k => RpcRequest.Once("eth_sendTransaction", (JsonNode)chain.CommitTransaction($"{k}")))], Stop);
            await chain.MineAsync(30);
        }
        ulong head = await chain.Client.BlockNumberAsync(Stop);

        using TestIndex index = chain.Index();
        IndexStore store = new(index.Database);
        // Nothing is final: every block is a row, 32 of them a transaction; each process is killed at a moment of its own.
        string[] arguments = ["--Indexer:FinalityDepth=1000000"];
        for (ulong until = chain.DeployedAt; until < head - 50; until += 57)
        {
            using IndexerProcess process = new(chain.Options(), index.Path, arguments);
            await process.UntilAsync(store, until, Stop);
            process.Kill();
        }
        // While nobody looks, a part of what is indexed is replaced.
        await chain.DoAsync("anvil_reorg", 120, new JsonArray(new JsonArray(chain.CommitTransaction("instead"), 7)));
        await chain.MineAsync(1);
        (await index.CheckpointAsync()).Tip!.Number.Should().BeGreaterThan(head - 110);
        using (IndexerProcess last = new(chain.Options(), index.Path, arguments))
        {
            await last.UntilAsync(store, head + 1, Stop);
            last.Kill();
        }
        index.Options.FinalityDepth = 1_000_000;
        await index.CatchUpAsync();
        (await index.DumpAsync()).Should().Be(await index.DumpOfRebuiltAsync());
        (await index.LookupAsync(RegistryOnAnvil.DatasetRoot("0"))).Found.Should().BeTrue();
        (await index.LookupAsync(RegistryOnAnvil.DatasetRoot("299"))).Found.Should().BeFalse();
        (await index.LookupAsync(RegistryOnAnvil.DatasetRoot("instead"))).Found.Should().BeTrue();
    }
}
