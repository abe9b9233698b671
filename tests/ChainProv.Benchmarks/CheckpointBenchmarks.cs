using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace ChainProv.Benchmarks;

/// <summary>A checkpoint of one gigabyte, written for the purpose.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 0, iterationCount: 1)]
public class CheckpointBenchmarks : WeightsBenchmark
{
    [Params("BF16 500000000")]
    public override string Model { get; set; } = "";
}
