using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Coefficients to values on the roots of unity. Some values are checked by Horner's rule, all of them by way of a random sum.</summary>
internal sealed class NttBenchmark(int logarithm, IComputeDevice device) : Benchmark
{
    private readonly EvaluationDomain<Fr> _domain = new(logarithm);
    private readonly Fr[] _coefficients = BenchInputs.Scalars(1 << logarithm);
    private readonly Fr[] _values = new Fr[1 << logarithm];

    public override long Size => _values.Length;

    public override void Reset() => _coefficients.CopyTo(_values, 0);

    public override void Run(CancellationToken cancellationToken) => device.Transform(_domain, _values);

    /// <summary>With ρ a random point, Σ values[i]·Lᵢ(ρ) is the polynomial's value there, which no other values have but with chance n/r.</summary>
    public override bool Check()
    {
        Fr point = Fr.Random(), sum = Fr.Zero;
        Fr[] lagrange = _domain.LagrangeAt(point);
        for (int i = 0; i < _values.Length; i++) sum += _values[i] * lagrange[i];
        return sum == Polynomial.Evaluate<Fr>(_coefficients, point) && _values[1 % _values.Length] == Polynomial.Evaluate<Fr>(_coefficients, _domain.Root);
    }

    public override void Export(string path) => OutputFile.Write(path, stream =>
    {
        BenchInputs.Write(stream, _coefficients);
        BenchInputs.Write(stream, _values);
    });
}

internal sealed class NttBenchVerb() : BenchVerb("ntt", "A number-theoretic transform over the scalar field.", "How many elements, a power of two", "2^16")
{
    protected override Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device) => new NttBenchmark(BenchInputs.Logarithm(size), device);
}
