using BenchmarkDotNet.Attributes;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Benchmarks;

/// <summary>A permutation of each width: one by one, and as a sixteenth of sixteen in lanes, loaded and stored.</summary>
public class Poseidon2Benchmarks
{
    private const int Permutations = 1024;

    private static readonly HashTag Tag = new("chainprov/record/v1");

    private readonly Fr[] _inputs = [.. Enumerable.Range(0, 2 * Permutations).Select(_ => Fr.Random())], _outputs = new Fr[Permutations];

    [Params(false, true)]
    public bool UsesLanes { get; set; }

    [Benchmark(OperationsPerInvoke = Permutations)]
    public void Width2() => Poseidon2.CompressLayer(_inputs, _outputs, UsesLanes);

    [Benchmark(OperationsPerInvoke = Permutations)]
    public void Width3() => Poseidon2.HashMany(Tag, _inputs, _outputs, UsesLanes);
}
