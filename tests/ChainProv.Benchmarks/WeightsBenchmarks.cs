using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace ChainProv.Benchmarks;

/// <summary>As many weights as ZKPROV's benchmark has (arXiv 2506.20915).</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
public class WeightsBenchmarks : WeightsBenchmark
{
    [Params("F32 838860", "BF16 838860")]
    public override string Model { get; set; } = "";
}
