using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Tests.Compute;

public sealed class CpuDeviceTests
{
    private static readonly CpuDevice Device = new(threads: 2);

    private static Fr[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];

    [Theory, InlineData(0), InlineData(1), InlineData(4)]
    public void The_quotient_sum_takes_the_values_between_the_roots(int logarithm)
    {
        EvaluationDomain<Fr> domain = new(logarithm);
        Fr shift = EvaluationDomain<Fr>.RootOfUnity(logarithm + 1);
        Fr[] a = Values(domain.Size), b = Values(domain.Size), c = [.. a.Zip(b, (x, y) => x * y)], logarithms = Values(domain.Size);
        G1Affine[] points = [.. logarithms.Select(logarithm => (G1Affine.Generator * logarithm).ToAffine())];

        Fr[] ofA = Interpolate(a), ofB = Interpolate(b), ofC = Interpolate(c);
        Fr expected = Fr.Zero;
        for (int i = 0; i < domain.Size; i++)
        {
            Fr odd = shift * domain.Root.Pow(i);
            expected += ((Polynomial.Evaluate<Fr>(ofA, odd) * Polynomial.Evaluate<Fr>(ofB, odd)) - Polynomial.Evaluate<Fr>(ofC, odd)) * logarithms[i];
        }

        Device.MultiplyQuotient(points, a, b).Should().Be(G1Affine.Generator * expected);

        Fr[] Interpolate(Fr[] values)
        {
            Fr[] coefficients = [.. values];
            domain.Inverse(coefficients);
            return coefficients;
        }
    }

    [Fact]
    public void A_quotient_of_vectors_that_do_not_match_is_refused()
    {
        FluentActions.Invoking(() => Device.MultiplyQuotient(new G1Affine[4], new Fr[4], new Fr[8])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Device.MultiplyQuotient(new G1Affine[8], new Fr[4], new Fr[4])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Device.MultiplyQuotient(new G1Affine[3], new Fr[3], new Fr[3])).Should().Throw<ArgumentException>();
    }

    [Theory, InlineData(0), InlineData(1), InlineData(1024), InlineData(1500)]
    public void A_layer_is_compressed_pair_by_pair(int pairs)
    {
        Fr[] children = Values(2 * pairs), parents = new Fr[pairs];
        Device.CompressLayer(children, parents);
        parents.Should().Equal(Enumerable.Range(0, pairs).Select(i => Poseidon2.Compress(children[2 * i], children[(2 * i) + 1])));
    }

    [Theory, InlineData(3, 1), InlineData(4096, 2047)]
    public void A_layer_with_a_child_too_many_is_refused(int children, int parents) =>
        FluentActions.Invoking(() => Device.CompressLayer(new Fr[children], new Fr[parents])).Should().Throw<ArgumentException>();
}
