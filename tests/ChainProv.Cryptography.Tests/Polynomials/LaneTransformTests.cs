using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Polynomials;

/// <summary>Eight butterflies at a time give what one at a time does.</summary>
public sealed class LaneTransformTests
{
    public LaneTransformTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    [Theory, InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public void Both_ways_agree_on_any_values(int logarithm) =>
        Sampling.Scalar.Array[1 << logarithm].Sample(values => Agree(logarithm, values, 1), iter: 8);

    [Theory, InlineData(6), InlineData(9), InlineData(10)]
    public void Both_ways_agree_on_values_that_make_the_largest_and_the_smallest_sums(int logarithm)
    {
        int size = 1 << logarithm;
        Fr largest = -Fr.One;
        Agree(logarithm, new Fr[size], 1);
        Agree(logarithm, [.. Enumerable.Repeat(largest, size)], 1);
        Agree(logarithm, [.. Enumerable.Range(0, size).Select(i => i % 2 == 0 ? largest : Fr.Zero)], 1);
        foreach (int place in new[] { 0, 1, 7, 8, size / 2, size - 1 })
        {
            Fr[] single = new Fr[size];
            single[place] = largest;
            Agree(logarithm, single, 1);
        }
    }

    [Theory, InlineData(6, 3), InlineData(7, 64), InlineData(11, 2), InlineData(12, 3), InlineData(13, 5), InlineData(14, 16), InlineData(15, 200)]
    public void Both_ways_agree_whatever_the_number_of_threads(int logarithm, int threads) =>
        Agree(logarithm, [.. Enumerable.Range(0, 1 << logarithm).Select(_ => Fr.Random())], threads);

    [Fact]
    public void Another_root_of_the_same_order_is_respected()
    {
        Fr root = EvaluationDomain<Fr>.RootOfUnity(8).Pow(77);
        Fr[] values = [.. Enumerable.Range(0, 256).Select(_ => Fr.Random())];
        Agree(new(8, root, usesLanes: true), new(8, root, usesLanes: false), values, 2);
    }

    private static void Agree(int logarithm, Fr[] values, int threads)
    {
        Fr root = EvaluationDomain<Fr>.RootOfUnity(logarithm);
        Agree(new(logarithm, root, usesLanes: true), new(logarithm, root, usesLanes: false), values, threads);
    }

    private static void Agree(EvaluationDomain<Fr> lanes, EvaluationDomain<Fr> scalar, Fr[] values, int threads)
    {
        foreach (Action<EvaluationDomain<Fr>, Fr[]> transform in new Action<EvaluationDomain<Fr>, Fr[]>[]
        {
            (domain, v) => domain.Forward(v, threads),
            (domain, v) => domain.Inverse(v, threads),
            (domain, v) => domain.ForwardCoset(v, Fr.Generator, threads),
            (domain, v) => domain.InverseCoset(v, Fr.Generator, threads),
        })
        {
            Fr[] actual = [.. values], expected = [.. values];
            transform(lanes, actual);
            transform(scalar, expected);
            actual.Should().Equal(expected);
            actual.Should().OnlyContain(value => value.IsReduced);
        }
    }
}
