using System.Numerics;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Hashing;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Hashing;

public sealed unsafe class Poseidon2LanesTests
{
    private const int Iterations = 40;

    public Poseidon2LanesTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    [Fact]
    public void A_layer_is_the_same_for_any_number_of_parents() => Gen.Int[0, 70].SelectMany(count => Elements(2 * count)).Sample(children =>
    {
        Fr[] plain = new Fr[children.Length / 2], lanes = new Fr[plain.Length];
        Poseidon2.CompressLayer(children, plain, usesLanes: false);
        Poseidon2.CompressLayer(children, lanes, usesLanes: true);
        lanes.Should().Equal(plain);
    }, iter: Iterations);

    [Fact]
    public void Sponges_are_the_same_for_any_number_and_length() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 8]).SelectMany((count, length) => Gen.Select(Gen.Const(count), Elements(count * length))).Sample((count, inputs) =>
        {
            HashTag tag = new("chainprov/record/v1");
            Fr[] plain = new Fr[count], lanes = new Fr[count];
            Poseidon2.HashMany(tag, inputs, plain, usesLanes: false);
            Poseidon2.HashMany(tag, inputs, lanes, usesLanes: true);
            lanes.Should().Equal(plain);
        }, iter: Iterations);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_permutation_is_right_at_the_bounds_of_its_operands(int width) =>
        Gen.Select(Ends(-4, 5, 1), Ends(-4, 5, 1), Ends(-4, 5, 1)).Sample((first, second, third) =>
        {
            FrLanes* state = Pairs([first, second, third], lent: 1);
            Fr[][] states = [.. Enumerable.Range(0, Poseidon2Lanes.Count).Select(i => new[] { Read(state, 0, i), Read(state, 1, i), Read(state, 2, i) }[..width])];
            Poseidon2Permutation<Fr> permutation = width == 2 ? Poseidon2.Width2 : Poseidon2.Width3;
            new Poseidon2Lanes(permutation).Permute(state);
            foreach (Fr[] one in states) permutation.Permute(one);
            for (int i = 0; i < width; i++) Enumerable.Range(0, Poseidon2Lanes.Count).Select(j => Read(state, i, j)).Should().Equal(states.Select(one => one[i]));
            Lanes.Free(state);
        }, iter: Iterations, threads: 1);

    /// <summary>All full limbs at their largest make the largest columns; the top limb then makes the value what it may be.</summary>
    [Fact]
    public void A_fifth_power_is_exact_and_in_its_range_at_the_bounds_of_limbs_and_values() =>
        Gen.Select(Gen.OneOf(Gen.Const(1), Gen.Const(-1), Gen.Int[-1, 1]).Array[FrLanes.LimbCount - 1].Array[Poseidon2Lanes.Count], Ends(-16, 16, 5)).Sample((signs, values) =>
        {
            FrLanes* pair = Lanes.Allocate<FrLanes>(Poseidon2Lanes.Groups);
            for (int i = 0; i < Poseidon2Lanes.Count; i++)
            {
                BigInteger rest = values[i];
                for (int limb = 0; limb < FrLanes.LimbCount - 1; limb++)
                {
                    long greatest = signs[i][limb] * ((1L << 53) + (1 << 8));
                    Limb(pair, i, limb) = greatest;
                    rest -= (BigInteger)greatest << (FrLanes.LimbBits * limb);
                }

                // Rounded towards zero, or a limb of the values above would be exceeded.
                Limb(pair, i, FrLanes.LimbCount - 1) = (long)(rest / (BigInteger.One << (FrLanes.LimbBits * (FrLanes.LimbCount - 1))));
            }

            Fr[] expected = [.. Enumerable.Range(0, Poseidon2Lanes.Count).Select(i => Read(pair, 0, i).Pow(5))];
            FifthPower.Apply(pair);
            Enumerable.Range(0, Poseidon2Lanes.Count).Select(i => Read(pair, 0, i)).Should().Equal(expected);
            IsWithin(pair, 0, 6, 5, 0, (1L << FrLanes.LimbBits) - 1);
            Lanes.Free(pair);
        }, iter: 10 * Iterations, threads: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void An_external_layer_is_right_and_contracts_at_its_bounds(int width) =>
        Gen.Select(Ends(-7, 7, 4), Ends(-7, 7, 4), Ends(-7, 7, 4), Elements(3)).Sample((first, second, third, constants) =>
        {
            FrLanes* state = Pairs([first, second, third], lent: 0), constant = Constants(constants);
            Fr[][] states = [.. Enumerable.Range(0, Poseidon2Lanes.Count).Select(i => new[] { Read(state, 0, i), Read(state, 1, i), Read(state, 2, i) }[..width])];
            Poseidon2Layers.MixExternal(state, constant, width);
            for (int i = 0; i < width; i++)
            {
                IsWithin(state, i, 8, 5, -(1 << 6), (1L << FrLanes.LimbBits) + (1 << 6));
                for (int j = 0; j < Poseidon2Lanes.Count; j++)
                    Read(state, i, j).Should().Be(states[j].Aggregate(states[j][i] + constants[i], (sum, element) => sum + element));
            }

            Lanes.Free(state);
            Lanes.Free(constant);
        }, iter: Iterations, threads: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void An_internal_layer_is_right_and_contracts_at_its_bounds(int width) =>
        Gen.Select(Ends(-6, 6, 5), Ends(-8, 8, 5), Ends(-8, 8, 5), Elements(1), Gen.Int[-31, 31]).Sample((first, second, third, constants, lent) =>
        {
            FrLanes* state = Pairs([first, second, third], lent, from: 1), constant = Constants(constants);
            Fr[][] states = [.. Enumerable.Range(0, Poseidon2Lanes.Count).Select(i => new[] { Read(state, 0, i), Read(state, 1, i), Read(state, 2, i) }[..width])];
            Poseidon2Layers.MixInternal(state, constant, width);
            IsWithin(state, 0, 14, 5, -(1 << 6), (1L << (FrLanes.LimbBits + 1)) + (1 << 6));
            for (int i = 1; i < width; i++) IsWithin(state, i, 8, 5, -(1L << 58) - (1L << 53), (1L << 58) + (1L << 53));
            for (int j = 0; j < Poseidon2Lanes.Count; j++)
            {
                Fr sum = states[j].Aggregate(constants[0], (partial, element) => partial + element);
                for (int i = 0; i < width; i++) Read(state, i, j).Should().Be(sum + (i == width - 1 ? states[j][i].Double() : states[j][i]));
            }

            Lanes.Free(state);
            Lanes.Free(constant);
        }, iter: Iterations, threads: 1);

    private static BigInteger MontgomeryInverse { get; } =
        BigInteger.ModPow(BigInteger.One << (FrLanes.LimbBits * FrLanes.LimbCount), Fr.Modulus - 2, Fr.Modulus);

    private static Gen<Fr[]> Elements(int count) =>
        Gen.OneOf(Sampling.Scalar, Gen.OneOfConst(Fr.Zero, Fr.One, -Fr.One)).Array[count];

    /// <summary>Sixteen values between two multiples of r, often those.</summary>
    private static Gen<BigInteger[]> Ends(int lowest, int highest, int denominator) => Gen.Select(Gen.Int[0, 3], Sampling.Scalar).Select((end, any) => end switch
    {
        0 => Fr.Modulus * lowest / denominator,
        1 => Fr.Modulus * highest / denominator,
        _ => (Fr.Modulus * lowest / denominator) + (any.ToBigInteger() * (highest - lowest) / denominator),
    }).Array[Poseidon2Lanes.Count];

    /// <summary>The elements of sixteen states, each limb with so many of the next one's units lent to it, from some element on.</summary>
    private static FrLanes* Pairs(BigInteger[][] elements, int lent, int from = 0)
    {
        FrLanes* pairs = Lanes.Allocate<FrLanes>((nuint)(Poseidon2Lanes.Groups * elements.Length));
        for (int element = 0; element < elements.Length; element++)
        {
            for (int i = 0; i < Poseidon2Lanes.Count; i++)
            {
                BigInteger rest = elements[element][i];
                long units = element < from ? 0 : lent;
                for (int limb = 0; limb < FrLanes.LimbCount; limb++)
                {
                    bool top = limb == FrLanes.LimbCount - 1;
                    long nominal = (long)(top ? rest : rest & ((BigInteger.One << FrLanes.LimbBits) - 1));
                    Limb(pairs + (Poseidon2Lanes.Groups * element), i, limb) = nominal + (top ? 0 : units << FrLanes.LimbBits) - (limb == 0 ? 0 : units);
                    rest >>= FrLanes.LimbBits;
                }
            }
        }

        return pairs;
    }

    private static FrLanes* Constants(Fr[] constants)
    {
        FrLanes* lanes = Lanes.Allocate<FrLanes>((nuint)constants.Length);
        for (int i = 0; i < constants.Length; i++)
        {
            FrLanes.Load([.. Enumerable.Repeat(constants[i], Lanes.Count)], out lanes[i]);
            FrLanes.Reduce(lanes[i], out lanes[i]);
        }

        return lanes;
    }

    private static void IsWithin(FrLanes* pairs, int element, int numerator, int denominator, long leastLimb, long greatestLimb)
    {
        for (int i = 0; i < Poseidon2Lanes.Count; i++)
        {
            (BigInteger.Abs(Value(pairs, element, i)) * denominator).Should().BeLessThan(Fr.Modulus * numerator);
            for (int limb = 0; limb < FrLanes.LimbCount - 1; limb++)
                Limb(pairs + (Poseidon2Lanes.Groups * element), i, limb).Should().BeInRange(leastLimb, greatestLimb);
        }
    }

    /// <summary>The element that lane i of sixteen stands for.</summary>
    private static Fr Read(FrLanes* pairs, int element, int i) => Fr.Reduce(Value(pairs, element, i) * MontgomeryInverse);

    private static BigInteger Value(FrLanes* pairs, int element, int i)
    {
        BigInteger value = 0;
        for (int limb = FrLanes.LimbCount - 1; limb >= 0; limb--)
            value = (value << FrLanes.LimbBits) + Limb(pairs + (Poseidon2Lanes.Groups * element), i, limb);
        return value;
    }

    private static ref long Limb(FrLanes* pair, int i, int limb) => ref ((long*)(pair + (i / Lanes.Count)))[(Lanes.Count * limb) + (i % Lanes.Count)];
}
