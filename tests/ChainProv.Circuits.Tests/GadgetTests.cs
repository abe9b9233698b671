using System.Numerics;
using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Hashing;
using static ChainProv.Circuits.Tests.GadgetCircuit;

namespace ChainProv.Circuits.Tests;

public sealed class GadgetTests
{
    private static readonly Fr MinusOne = -Fr.One;

    [Fact]
    public void IsZero_tells_zero_from_everything_else()
    {
        GadgetCircuit circuit = new(1, 1, (c, x) => [c.IsZero("zero", x[0])]);
        Proves(circuit, Of([0], 1));
        Proves(circuit, Of([5], 0));
        Checking(circuit).Refuses(Of([5], 1), "output-0");
        Checking(circuit).Refuses(Of([0], 0), "output-0");
    }

    [Fact]
    public void Zero_is_not_nonzero()
    {
        GadgetCircuit circuit = new(1, 0, (c, x) => Done(() => c.AssertNonZero("nonzero", x[0])));
        Proves(circuit, Of([5]));
        Checking(circuit).Refuses(Of([0]), "nonzero");
    }

    [Fact]
    public void Equality_can_be_asked_for_under_a_condition()
    {
        GadgetCircuit circuit = new(3, 0, (c, x) => Done(() => c.AssertEqual("equal", x[0], x[1], c.AssertBoolean("when", x[2]))));
        Proves(circuit, Of([4, 4, 1]));
        Proves(circuit, Of([4, 5, 0]));
        Checking(circuit).Refuses(Of([4, 5, 1]), "equal");
        Checking(circuit).Refuses(Of([4, 4, 2]), "when");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void Bits_obey_their_truth_tables(ulong a, ulong b)
    {
        GadgetCircuit circuit = new(2, 4, (c, x) =>
        {
            (Bit p, Bit q) = (c.AssertBoolean("a", x[0]), c.AssertBoolean("b", x[1]));
            return [c.And("and", p, q), c.Or("or", p, q), c.Xor("xor", p, q), c.Select("select", p, q, !q)];
        });
        Proves(circuit, Of([a, b], a & b, a | b, a ^ b, a == 1 ? b : 1 - b));
        Checking(circuit).Refuses(Of([a, b], 1 - (a & b), a | b, a ^ b, 0), "output-0");
        Checking(circuit).Refuses(Of([2, b], 0, 0, 0, 0), "a");
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 255, true)]
    [InlineData(255, 255, true)]
    [InlineData(255, 254, false)]
    [InlineData(1, 0, false)]
    public void At_most_means_at_most(ulong a, ulong b, bool holds)
    {
        GadgetCircuit circuit = new(2, 0, (c, x) => Done(() => c.AssertLessOrEqual("order", c.AssertRange("a", x[0], 8), c.AssertRange("b", x[1], 8))));
        if (holds) Proves(circuit, Of([a, b]));
        else Checking(circuit).Refuses(Of([a, b]), "order/range");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(254, 255)]
    [InlineData(255, 254)]
    [InlineData(255, 255)]
    public void Less_means_less(ulong a, ulong b)
    {
        GadgetCircuit decides = new(2, 1, (c, x) => [c.IsLess("less", c.AssertRange("a", x[0], 8), c.AssertRange("b", x[1], 8))]);
        GadgetCircuit asserts = new(2, 0, (c, x) => Done(() => c.AssertLess("less", c.AssertRange("a", x[0], 8), c.AssertRange("b", x[1], 8))));
        Proves(decides, Of([a, b], a < b ? 1UL : 0));
        Checking(decides).Refuses(Of([a, b], a < b ? 0UL : 1), "output-0");
        if (a < b) Proves(asserts, Of([a, b]));
        else Checking(asserts).Refuses(Of([a, b]), "less/range");
    }

    [Fact]
    public void A_range_is_a_range_of_integers_and_not_of_residues()
    {
        GadgetCircuit circuit = new(1, 0, (c, x) => Done(() => c.AssertRange("byte", x[0], 8)));
        Proves(circuit, Of([255]));
        Checking(circuit).Refuses(Of([256]), "byte/range");
        Checking(circuit).Refuses(new Values([MinusOne], []), "byte/range");
    }

    [Fact]
    public void More_bits_than_254_are_refused_for_they_have_two_meanings()
    {
        Compiling(c => c.AssertRange("x", Wire.One, 255)).Should().Throw<ArgumentOutOfRangeException>();
        Compiling(c => c.AssertRange("x", Wire.One, 0)).Should().Throw<ArgumentOutOfRangeException>();
        Compiling(c => Integers.Pack(c.AssertRange("a", Wire.One, 128), c.AssertRange("b", Wire.One, 127))).Should().Throw<ArgumentOutOfRangeException>();
        Compiling(c => c.AssertLess("x", c.AssertRange("a", Wire.One, 254), c.AssertRange("b", Wire.One, 254))).Should().Throw<ArgumentOutOfRangeException>();
        Compiling(c => c.Divide("x", c.AssertRange("a", Wire.One, 200), c.AssertRange("b", Wire.One, 54))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(17, 5, 3, 2)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(255, 255, 1, 0)]
    [InlineData(254, 255, 0, 254)]
    [InlineData(255, 1, 255, 0)]
    public void Division_has_one_answer(ulong a, ulong b, ulong quotient, ulong remainder)
    {
        Proves(Divides, Of([a, b], quotient, remainder));
        Checking(Divides).Refuses(Of([a, b], quotient + 1, remainder), "output-0");
    }

    [Fact]
    public void Nothing_is_divided_by_zero()
    {
        Checking(Divides).Refuses(Of([0, 0], 0, 0), "quotient/remainder-below-divisor/range");
        Checking(Divides).Refuses(Of([7, 0], 0, 7), "quotient/remainder-below-divisor/range");
    }

    [Fact]
    public void An_element_must_be_in_the_set_unless_it_is_empty()
    {
        GadgetCircuit circuit = new(4, 0, (c, x) => Done(() => c.AssertEmptyOrMember("set", x[0], x.AsSpan(1))));
        Proves(circuit, Of([7, 5, 7, 0]));
        Proves(circuit, Of([0, 5, 7, 9]));
        Checking(circuit).Refuses(Of([8, 5, 7, 9]), "set/member");
    }

    [Fact]
    public void Limbs_pack_side_by_side_the_first_lowest()
    {
        GadgetCircuit circuit = new(2, 1, (c, x) => [Integers.Pack(c.AssertRange("low", x[0], 128), c.AssertRange("high", x[1], 32))]);
        Fr packed = Fr.From((new BigInteger(3) << 128) + 9);
        Proves(circuit, new Values([Fr.From(9), Fr.From(3)], [packed]));
        Checking(circuit).Refuses(new Values([Fr.From(BigInteger.One << 128), Fr.From(2)], [packed]), "low/range");
    }

    [Fact]
    public void Slots_are_used_from_the_first_without_gaps()
    {
        foreach (int used in new[] { 1, 2, 3 }) Proves(Slots(true, used > 1, used > 2), Of([], 1, used > 1 ? 1UL : 0, used > 2 ? 1UL : 0));
        Checking(Slots(false, false, false)).Refuses(Of([], 0, 0, 0), "slots/slot[0]/first-is-used");
        Checking(Slots(true, false, true)).Refuses(Of([], 1, 0, 1), "slots/slot[2]/not-after-unused");
    }

    [Fact]
    public void The_permutations_compression_and_sponge_are_the_native_ones()
    {
        Fr[] inputs = [Fr.From(1), MinusOne, Fr.From(3)];
        HashTag tag = new("chainprov/record/v1");
        foreach (int width in new[] { 2, 3 })
        {
            Fr[] state = inputs[..width];
            Poseidon2Permutation<Fr> permutation = new(width);
            permutation.Permute(state);
            Proves(new GadgetCircuit(width, width, (c, x) => Permuted(c, permutation, x)), new Values(inputs[..width], state));
        }

        Proves(new GadgetCircuit(2, 1, (c, x) => [c.Compress("node", x[0], x[1])]), new Values(inputs[..2], [Poseidon2.Compress(inputs[0], inputs[1])]));
        foreach (int length in new[] { 1, 2, 3 })
        {
            GadgetCircuit sponge = new(length, 1, (c, x) => [c.Hash("sponge", tag, x)]);
            Proves(sponge, new Values(inputs[..length], [Poseidon2.Hash(tag, inputs.AsSpan(0, length))]));
            Checking(sponge).Refuses(new Values(inputs[..length], [Fr.One]), "output-0");
        }
    }

    [Fact]
    public void A_leaf_is_under_the_root_only_with_its_own_path()
    {
        MerkleTree tree = new(4, [.. Enumerable.Range(1, 11).Select(i => Fr.From((ulong)i))]);
        MerklePath path = tree.PathOf(6);
        Proves(Tree(path), new Values([Fr.From(7)], [tree.Root]));
        Checking(Tree(path)).Refuses(new Values([Fr.From(8)], [tree.Root]), "output-0");
        Checking(Tree(new MerklePath(7, path.Siblings))).Refuses(new Values([Fr.From(7)], [tree.Root]), "output-0");
        Compiling(c => c.MerkleRoot("path", Wire.One, path, 5)).Should().Throw<ArgumentException>();
    }

    private static readonly GadgetCircuit Divides = new(2, 2, (c, x) =>
    {
        (UnsignedInteger quotient, UnsignedInteger remainder) = c.Divide("quotient", c.AssertRange("a", x[0], 8), c.AssertRange("b", x[1], 8));
        return [quotient, remainder];
    });

    private static GadgetCircuit Slots(params bool[] used) => new(0, 3, (c, _) => [.. c.PrivateUsedSlots("slots", used).Select(bit => bit.Wire)]);

    private static GadgetCircuit Tree(MerklePath path) => new(1, 1, (c, x) => [c.MerkleRoot("path", x[0], path, path.Depth)]);

    private static void Proves(GadgetCircuit circuit, Values values)
    {
        CheckCircuit<Values> check = Checking(circuit);
        check.Accepts(values);
        check.PerturbEveryCell(values);
        check.OverrideEveryHint(values);
    }

    private static CheckCircuit<Values> Checking(GadgetCircuit circuit) => new(circuit);

    private static Wire[] Permuted(ICircuitBuilder circuit, Poseidon2Permutation<Fr> permutation, Wire[] inputs)
    {
        Wire[] state = [.. inputs];
        circuit.Permute("permutation", permutation, state);
        return state;
    }

    private static Wire[] Done(Action gadget)
    {
        gadget();
        return [];
    }

    private static Action Compiling(Action<ICircuitBuilder> gadget) =>
        () => ConstraintSystem.Compile(new GadgetCircuit(1, 0, (c, _) => Done(() => gadget(c))));
}
