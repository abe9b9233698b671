using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Σ scalarᵢ·pointᵢ. The points are known multiples of the generator, so one multiplication of that checks the sum.</summary>
/// <param name="size">How many points.</param>
/// <param name="scalarBits">The scalars' length.</param>
/// <param name="retain">Told of the points, as a device is of a key's.</param>
/// <param name="multiply">What is measured.</param>
internal sealed class MsmBenchmark<TCurve, TField>(
    int size,
    int scalarBits,
    Action<ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>>> retain,
    Func<ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>>, ReadOnlyMemory<Fr>, CancellationToken, JacobianPoint<TCurve, TField, Fr>> multiply) : Benchmark
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
{
    private readonly Fr[] _scalars = BenchInputs.Scalars(size, scalarBits);
    private readonly (AffinePoint<TCurve, TField, Fr>[] Points, Fr[] Factors) _bases = MakeBases(size);
    private JacobianPoint<TCurve, TField, Fr> _sum;

    public override long Size => _scalars.Length;

    public override void Reset() => retain(_bases.Points);

    public override void Run(CancellationToken cancellationToken) => _sum = multiply(_bases.Points, _scalars, cancellationToken);

    public override bool Check()
    {
        Fr expected = Fr.Zero;
        for (int i = 0; i < _scalars.Length; i++) expected += _scalars[i] * _bases.Factors[i];
        return _sum == TCurve.Generator * expected;
    }

    public override void Export(string path) => OutputFile.Write(path, stream =>
    {
        BenchInputs.Write<TCurve, TField>(stream, _bases.Points);
        BenchInputs.Write(stream, _scalars);
        BenchInputs.Write<TCurve, TField>(stream, _sum.ToAffine());
    });

    private static (AffinePoint<TCurve, TField, Fr>[], Fr[]) MakeBases(int size)
    {
        Fr[] factors = BenchInputs.Scalars(size);
        return (BenchInputs.Points<TCurve, TField>(factors), factors);
    }
}

internal sealed class MsmBenchVerb : BenchVerb
{
    private readonly Option<string> _group = new("--group") { Description = "g1 or g2.", DefaultValueFactory = _ => "g1" };
    private readonly Option<int> _bits = new("--scalar-bits") { Description = "Scalars below 2^bits (default: any).", DefaultValueFactory = _ => 255, HelpName = "bits" };

    public MsmBenchVerb()
        : base("msm", "A sum of multiples of points.", "How many points", "2^16")
    {
        _group.AcceptOnlyFromAmong("g1", "g2");
        Options.Add(_group);
        Options.Add(_bits);
    }

    protected override Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device)
    {
        int bits = arguments.GetValue(_bits);
        if (bits is < 1 or > 255) throw new UsageException("--scalar-bits is between 1 and 255");
        return arguments.GetRequiredValue(_group) == "g1"
            ? new MsmBenchmark<G1, Fp>(size, bits, device.Retain, device.MultiScalarMultiply)
            : new MsmBenchmark<G2, Fp2>(size, bits, device.Retain, device.MultiScalarMultiply);
    }
}
