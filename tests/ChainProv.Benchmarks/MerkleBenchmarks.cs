using BenchmarkDotNet.Attributes;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Benchmarks;

/// <summary>The root of many leaves on all cores: kept in memory, and streamed.</summary>
public class MerkleBenchmarks
{
    private Fr[] _leaves = null!;

    [Params(10, 16, 20)]
    public int Logarithm { get; set; }

    [GlobalSetup]
    public void Setup() => _leaves = [.. Enumerable.Range(0, 1 << Logarithm).Select(_ => Fr.Random())];

    [Benchmark]
    public Fr Tree() => MerkleTree.Fitting(_leaves).Root;

    [Benchmark]
    public Fr Accumulator()
    {
        MerkleAccumulator accumulator = new();
        accumulator.Append(_leaves);
        return accumulator.Root();
    }
}
