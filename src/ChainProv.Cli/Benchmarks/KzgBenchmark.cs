using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Commits to a polynomial and opens it at a point, with Ethereum's powers of tau; the verifier checks it, which a pairing does.</summary>
internal sealed class KzgBenchmark(int size, IComputeDevice device) : Benchmark
{
    private readonly Kzg _kzg = new(KzgSrs.Ethereum, device);
    private readonly Fr[] _coefficients = BenchInputs.Scalars(size);
    private readonly Fr _point = Fr.Random();
    private G1Affine _commitment;
    private KzgOpening _opening;

    public override long Size => _coefficients.Length;

    public override void Run(CancellationToken cancellationToken)
    {
        _commitment = _kzg.Commit(_coefficients, cancellationToken);
        _opening = _kzg.Open(_coefficients, _point, cancellationToken);
    }

    public override bool Check() => _kzg.Verify(_commitment, _point, _opening.Value, _opening.Proof);

    public override void Export(string path) => OutputFile.Write(path, stream =>
    {
        BenchInputs.Write(stream, _coefficients);
        BenchInputs.Write(stream, [_point, _opening.Value]);
        BenchInputs.Write<Cryptography.Bls12381.G1, Fp>(stream, _commitment, _opening.Proof);
    });
}

internal sealed class KzgBenchVerb() : BenchVerb("kzg", "A KZG commitment and an opening.", "How many coefficients, at most 4096", "4096")
{
    protected override int LargestSize => KzgSrs.Ethereum.Size;

    protected override Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device) => new KzgBenchmark(size, device);
}
