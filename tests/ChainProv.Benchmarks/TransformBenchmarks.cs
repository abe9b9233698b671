using BenchmarkDotNet.Attributes;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Benchmarks;

/// <summary>The transform over Fr: as it is computed here, and one butterfly at a time.</summary>
public class TransformBenchmarks
{
    private EvaluationDomain<Fr> _domain = null!, _oneByOne = null!;
    private Fr[] _values = null!;

    [Params(12, 16, 20)]
    public int Logarithm { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Fr root = EvaluationDomain<Fr>.RootOfUnity(Logarithm);
        (_domain, _oneByOne) = (new(Logarithm, root), new(Logarithm, root, usesLanes: false));
        _values = [.. Enumerable.Range(0, 1 << Logarithm).Select(_ => Fr.Random())];
    }

    [Benchmark]
    public void Forward() => _domain.Forward(_values);

    [Benchmark(Baseline = true)]
    public void ForwardOneByOne() => _oneByOne.Forward(_values);
}
