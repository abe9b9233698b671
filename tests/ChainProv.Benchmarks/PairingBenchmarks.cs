using BenchmarkDotNet.Attributes;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Benchmarks;

/// <summary>A product of pairings on one thread: as it is computed here, with and without prepared points, and without lanes.</summary>
public class PairingBenchmarks
{
    private (G1Affine P, G2Affine Q)[] _pairs = null!;
    private (G1Affine P, PreparedG2 Q)[] _prepared = null!;

    [Params(1, 2, 8, 16)]
    public int Pairs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        if (!Lanes.IsSupported) throw new PlatformNotSupportedException("This processor has no 512-bit vectors, or they are turned off.");
        _pairs = [.. Enumerable.Range(0, Pairs).Select(_ => ((G1Affine.Generator * Fr.Random()).ToAffine(), (G2Affine.Generator * Fr.Random()).ToAffine()))];
        _prepared = [.. _pairs.Select(pair => (pair.P, new PreparedG2(pair.Q)))];
    }

    [Benchmark]
    public Gt Product() => Pairing.Compute(_pairs);

    [Benchmark]
    public Gt ProductOfPrepared() => Pairing.Compute(_prepared);

    [Benchmark(Baseline = true)]
    public Fp12 ProductOneByOne() =>
        FinalExponentiation.ComputeOneByOne(MillerLoop.ComputeOneByOne([.. _pairs.Select(pair => (pair.P, PreparedG2.OneByOne(pair.Q)))]));

    [Benchmark]
    public PreparedG2[] Preparation() => PreparedG2.All(_pairs.Select(pair => pair.Q).ToArray(), threads: 1);

    [Benchmark]
    public Fp12 ProductOfPreparedOneByOne() => FinalExponentiation.ComputeOneByOne(MillerLoop.ComputeOneByOne(_prepared));
}
