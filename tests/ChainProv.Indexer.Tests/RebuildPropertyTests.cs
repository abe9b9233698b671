using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Tests.Support;
using CsCheck;

namespace ChainProv.Indexer.Tests;

public sealed class RebuildPropertyTests
{
    /// <summary>A chain under construction: for each block the registry's state after it, so that a branch goes on from where it forks.</summary>
    private sealed class Scenario(FakeNode node, Random random)
    {
        private readonly List<RegistryHistory> _histories = [new RegistryHistory()];

        public void Mine(int blocks)
        {
            for (int i = 0; i < blocks; i++)
            {
                RegistryHistory history = _histories[^1];
                List<FakeLog> logs = [];
                for (int count = random.Next(4); count > 0; count--)
                {
                    (FakeLog log, history) = history.Next(random);
                    logs.Add(log);
                }
                _histories.Add(history);
                node.Mine($"branch {random.Next(3)}", logs);
            }
        }

        public void Reorganise(int depth, int replacement)
        {
            depth = Math.Min(depth, _histories.Count - 1);
            node.Drop(depth);
            _histories.RemoveRange(_histories.Count - depth, depth);
            Mine(replacement);
        }
    }

    [Theory]
    [InlineData(6UL)]
    [InlineData(0UL)]
    [InlineData(null)]
    public void Whatever_the_chain_does_the_index_ends_equal_to_one_built_from_nothing(ulong? finalDepth)
    {
        Gen.Select(Gen.Int[0, 9].Array[5, 40], Gen.Int).Sample((actions, seed) =>
        {
            Random random = new(seed); // Reproducible from the failing case that is printed.
            FakeNode node = new() { FinalDepth = finalDepth };
            Scenario scenario = new(node, random);
            using EthereumClient client = node.Connect();
            using TestIndex index = new(client);
            int requestsUntilReorganisation = int.MaxValue;
            node.Before = _ =>
            {
                if (requestsUntilReorganisation-- == 0)
                    scenario.Reorganise(1 + random.Next(9), random.Next(10));
            };
            foreach (int action in actions)
            {
                switch (action)
                {
                    case <= 3:
                        scenario.Mine(1 + random.Next(6));
                        break;
                    case 4:
                        scenario.Reorganise(1 + random.Next(12), random.Next(14));
                        break;
                    case 5:
                        requestsUntilReorganisation = random.Next(8);
                        TryStep(index);
                        requestsUntilReorganisation = int.MaxValue;
                        break;
                    case 6:
                        index.Forget();
                        break;
                    default:
                        TryStep(index);
                        break;
                }
            }
            scenario.Mine(60);
            index.CatchUpAsync().GetAwaiter().GetResult();
            string rebuilt = index.DumpOfRebuiltAsync().GetAwaiter().GetResult();
            return index.DumpAsync().GetAwaiter().GetResult() == rebuilt;
        }, iter: 20, threads: 1);
    }

    private static void TryStep(TestIndex index)
    {
        try
        {
            index.StepAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is Sync.ChainMovedException or Ethereum.EthereumException or Registry.InconsistentLogsException)
        {
            // The chain moved between two requests; the service tries again.
        }
    }
}
