using System.Numerics;
using System.Runtime.InteropServices;
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

    /// <summary>Every element of the states at the least and the greatest that it may be, in the limbs that are furthest from nominal.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_permutation_is_right_at_the_bounds_of_its_operands(int width) =>
        Gen.Select(Gen.OneOfConst(0, 1, 2).Array[3 * Poseidon2Lanes.Count], Elements(3 * Poseidon2Lanes.Count)).Sample((ends, any) =>
        {
            FrLanes* state = Lanes.Allocate<FrLanes>((nuint)(width * Poseidon2Lanes.Groups));
            Fr[][] states = [.. Enumerable.Range(0, Poseidon2Lanes.Count).Select(_ => new Fr[width])];
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < Poseidon2Lanes.Count; j++)
                {
                    // The sum of two: each in nominal limbs, but for the signed top one.
                    BigInteger value = ends[(i * Poseidon2Lanes.Count) + j] switch
                    {
                        0 => Fr.Modulus / -2,
                        1 => (Fr.Modulus * 5 / 2) - 1,
                        _ => any[(i * Poseidon2Lanes.Count) + j].ToBigInteger(),
                    };
                    Put(state + (Poseidon2Lanes.Groups * i) + (j / Lanes.Count), j % Lanes.Count, value);
                    states[j][i] = Fr.Reduce(2 * value * MontgomeryInverse);
                }
            }

            new Poseidon2Lanes(width == 2 ? Poseidon2.Width2 : Poseidon2.Width3).Permute(state);
            Fr[] eight = new Fr[Lanes.Count];
            foreach (Fr[] one in states) (width == 2 ? Poseidon2.Width2 : Poseidon2.Width3).Permute(one);
            for (int i = 0; i < width; i++)
            {
                for (int group = 0; group < Poseidon2Lanes.Groups; group++)
                {
                    FrLanes.Store(state[(Poseidon2Lanes.Groups * i) + group], eight);
                    eight.Should().Equal(states.Skip(Lanes.Count * group).Take(Lanes.Count).Select(one => one[i]));
                }
            }

            Lanes.Free(state);
        }, iter: Iterations, threads: 1);

    private static BigInteger MontgomeryInverse { get; } =
        BigInteger.ModPow(BigInteger.One << (FrLanes.LimbBits * FrLanes.LimbCount), Fr.Modulus - 2, Fr.Modulus);

    private static Gen<Fr[]> Elements(int count) =>
        Gen.OneOf(Sampling.Scalar, Gen.OneOfConst(Fr.Zero, Fr.One, -Fr.One)).Array[count];

    private static void Put(FrLanes* lanes, int lane, BigInteger value)
    {
        Span<long> limbs = MemoryMarshal.Cast<FrLanes, long>(new Span<FrLanes>(ref *lanes));
        for (int i = 0; i < FrLanes.LimbCount; i++)
        {
            BigInteger limb = i == FrLanes.LimbCount - 1 ? value : value & ((BigInteger.One << FrLanes.LimbBits) - 1);
            limbs[(Lanes.Count * i) + lane] = 2 * (long)limb;
            value >>= FrLanes.LimbBits;
        }
    }
}
