using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Π e(aᵢ·G₁, bᵢ·G₂), which is e(G₁, G₂) to the power Σ aᵢbᵢ.</summary>
internal sealed class PairingBenchmark(int size, int threads) : Benchmark
{
    private readonly Fr[] _left = BenchInputs.Scalars(size), _right = BenchInputs.Scalars(size);
    private (G1Affine P, G2Affine Q)[] _pairs = [];
    private Gt _product;

    public override long Size => _left.Length;

    public override void Reset()
    {
        if (_pairs.Length > 0) return;
        _pairs = [.. BenchInputs.Points<G1, Fp>(_left).Zip(BenchInputs.Points<G2, Fp2>(_right))];
    }

    public override void Run(CancellationToken cancellationToken) => _product = threads == 1 || _pairs.Length == 1
        ? Pairing.Compute(_pairs)
        : Pairing.Compute(_pairs.Zip(PreparedG2.All(_pairs.Select(pair => pair.Q).ToArray(), threads), (pair, prepared) => (pair.P, prepared)).ToArray().AsMemory(), threads);

    public override bool Check() => _product == Gt.Generator.Pow(_left.Zip(_right, (a, b) => a * b).Aggregate((sum, next) => sum + next));

    public override void Export(string path) => OutputFile.Write(path, stream =>
    {
        BenchInputs.Write<G1, Fp>(stream, [.. _pairs.Select(pair => pair.P)]);
        BenchInputs.Write<G2, Fp2>(stream, [.. _pairs.Select(pair => pair.Q)]);
        byte[] value = new byte[Fp12.ByteLength];
        _product.Value.Write(value);
        stream.Write(value);
    });
}

internal sealed class PairingBenchVerb() : BenchVerb("pairing", "A product of pairings.", "How many pairs", "1")
{
    protected override int LargestSize => 1 << 16;

    protected override Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device) => new PairingBenchmark(size, threads);
}
