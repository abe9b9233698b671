using BenchmarkDotNet.Attributes;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Benchmarks;

/// <summary>A multiplication in each field, by itself and as an eighth of one in lanes; the processor must have 512-bit vectors.</summary>
public unsafe class LanesBenchmarks
{
    private const int Steps = 1000;

    private readonly FpLanes* _fp = Lanes.Allocate<FpLanes>(2);
    private readonly FrLanes* _fr = Lanes.Allocate<FrLanes>(2);
    private Fp _fpElement = Fp.Random();
    private Fr _frElement = Fr.Random();

    [GlobalSetup]
    public void Setup()
    {
        if (!Lanes.IsSupported) throw new PlatformNotSupportedException("This processor has no 512-bit vectors, or they are turned off.");
        for (int i = 0; i < 2; i++)
        {
            FpLanes.Load([.. Enumerable.Range(0, Lanes.Count).Select(_ => Fp.Random())], out _fp[i]);
            FrLanes.Load([.. Enumerable.Range(0, Lanes.Count).Select(_ => Fr.Random())], out _fr[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public void FpAlone()
    {
        for (int i = 0; i < Steps; i++) _fpElement *= _fpElement;
    }

    [Benchmark(OperationsPerInvoke = Steps * Lanes.Count)]
    public void FpInLanes()
    {
        for (int i = 0; i < Steps; i++) FpLanes.Multiply(_fp[0], _fp[1], out _fp[0]);
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public void FrAlone()
    {
        for (int i = 0; i < Steps; i++) _frElement *= _frElement;
    }

    [Benchmark(OperationsPerInvoke = Steps * Lanes.Count)]
    public void FrInLanes()
    {
        for (int i = 0; i < Steps; i++) FrLanes.Multiply(_fr[0], _fr[1], out _fr[0]);
    }
}
