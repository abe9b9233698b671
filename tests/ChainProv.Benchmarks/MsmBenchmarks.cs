using BenchmarkDotNet.Attributes;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Benchmarks;

/// <summary>Sums of full-size multiples in G1: as they are computed here, and one addition at a time.</summary>
public class MsmBenchmarks
{
    private G1Affine[] _points = null!;
    private Fr[] _scalars = null!;

    [Params(12, 14, 16)]
    public int Logarithm { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int count = 1 << Logarithm;
        _scalars = [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];
        _points = new FixedBaseTable<Cryptography.Bls12381.G1, Fp, Fr>(G1Affine.Generator, count).MultiplyAll(_scalars);
        if (Sum() != SumOneByOne()) throw new InvalidOperationException("What is to be measured differs.");
    }

    [Benchmark]
    public G1Jacobian Sum() => MultiScalarMultiplication.Compute(_points, _scalars, Threads);

    [Benchmark(Baseline = true)]
    public G1Jacobian SumOneByOne() =>
        MultiScalarMultiplication.ComputeScalar<Cryptography.Bls12381.G1, Fp, Fr>(_points, _scalars, new() { MaxDegreeOfParallelism = Threads });
}
