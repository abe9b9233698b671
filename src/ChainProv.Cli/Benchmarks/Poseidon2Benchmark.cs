using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Permutations of width 3, as sponges over two elements each. One in a thousand, and the last ones, are hashed again one at a time.</summary>
internal sealed class SpongeBenchmark(int size, int threads) : Benchmark
{
    private const int Stride = 997;

    private static readonly HashTag Tag = new("chainprov/bench/v1");

    private readonly Fr[] _inputs = BenchInputs.Scalars(Poseidon2.Rate * size), _outputs = new Fr[size];

    public override long Size => _outputs.Length;

    public override void Run(CancellationToken cancellationToken)
    {
        int parts = Math.Min(threads, _outputs.Length);
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, part =>
        {
            int start = (int)((long)_outputs.Length * part / parts), end = (int)((long)_outputs.Length * (part + 1) / parts);
            Poseidon2.HashMany(Tag, _inputs.AsSpan(Poseidon2.Rate * start, Poseidon2.Rate * (end - start)), _outputs.AsSpan(start, end - start));
        });
    }

    public override bool Check() => Enumerable.Range(0, Size <= Stride ? (int)Size : (int)(Size / Stride)).Select(i => Size <= Stride ? i : i * Stride).Append((int)Size - 1)
        .All(i => _outputs[i] == Poseidon2.Hash(Tag, _inputs.AsSpan(Poseidon2.Rate * i, Poseidon2.Rate)));

    public override void Export(string path) => OutputFile.Write(path, stream =>
    {
        BenchInputs.Write(stream, _inputs);
        BenchInputs.Write(stream, _outputs);
    });
}

/// <summary>The root of a Merkle tree. Paths to some leaves check it, which are hashed node by node.</summary>
internal sealed class TreeBenchmark(int size, IComputeDevice device) : Benchmark
{
    private readonly Fr[][] _layers = [BenchInputs.Scalars(size), .. Enumerable.Range(1, BenchInputs.Logarithm(size)).Select(height => new Fr[size >> height])];

    public override long Size => _layers[0].Length;

    public override void Run(CancellationToken cancellationToken)
    {
        for (int height = 1; height < _layers.Length; height++) device.CompressLayer(_layers[height - 1], _layers[height]);
    }

    public override bool Check() => Enumerable.Range(0, 16).Select(i => (int)(i * Size / 16)).Append((int)Size - 1).All(leaf =>
        Enumerable.Range(1, _layers.Length - 1).All(height =>
        {
            int parent = leaf >> height;
            return _layers[height][parent] == Poseidon2.Compress(_layers[height - 1][2 * parent], _layers[height - 1][(2 * parent) + 1]);
        }));

    public override void Export(string path) => OutputFile.Write(path, stream =>
    {
        BenchInputs.Write(stream, _layers[0]);
        BenchInputs.Write(stream, _layers[^1]);
    });
}

internal sealed class Poseidon2BenchVerb : BenchVerb
{
    private readonly Option<bool> _tree = new("--tree") { Description = "A Merkle tree of so many leaves (width 2), in place of permutations of width 3." };

    public Poseidon2BenchVerb()
        : base("poseidon2", "Poseidon2 permutations, or a Merkle tree of them.", "How many", "2^16") => Options.Add(_tree);

    protected override Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device) =>
        arguments.GetValue(_tree) ? new TreeBenchmark(size, device) : new SpongeBenchmark(size, threads);
}
