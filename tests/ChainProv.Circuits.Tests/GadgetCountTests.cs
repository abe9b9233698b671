using System.Runtime.CompilerServices;
using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Circuits.Tests;

public sealed class GadgetCountTests
{
    [Fact]
    public void Gadgets_cost_what_the_snapshot_says() => ConstraintCounts.Verify(Snapshot("gadgets.json"), new Dictionary<string, ConstraintSystem>
    {
        ["compress"] = Of(2, (c, x) => c.Compress("node", x[0], x[1])),
        ["permute width 3"] = Of(3, (c, x) => c.Permute("permutation", Poseidon2.Width3, x)),
        ["hash of 2"] = Of(2, (c, x) => c.Hash("hash", new HashTag("chainprov/test/v1"), x)),
        ["hash of 3"] = Of(3, (c, x) => c.Hash("hash", new HashTag("chainprov/test/v1"), x)),
        ["merkle root of depth 20"] = Of(1, (c, x) => c.MerkleRoot("root", x[0], new MerkleTree(20, Fr.One).PathOf(0), 20)),
        ["is zero"] = Of(1, (c, x) => c.IsZero("zero", x[0])),
        ["range of 32 bits"] = Of(1, (c, x) => c.AssertRange("range", x[0], 32)),
        ["empty or member of 16"] = Of(17, (c, x) => c.AssertEmptyOrMember("member", x[0], x.AsSpan(1))),
        ["two ranges of 32 bits and at most"] = Of(2, (c, x) => c.AssertLessOrEqual("order", c.AssertRange("a", x[0], 32), c.AssertRange("b", x[1], 32))),
        ["two ranges of 32 bits and less"] = Of(2, (c, x) => c.IsLess("less", c.AssertRange("a", x[0], 32), c.AssertRange("b", x[1], 32))),
        ["2^14 ranges of 16 bits by lookup"] = Of(1, (c, x) => Hidden(c, 1 << 14, x).ForEach(value => c.AssertRangeByLookup(value, 16))),
        ["100 ranges of 32 bits by lookup"] = Of(1, (c, x) => Hidden(c, 100, x).ForEach(value => c.AssertRangeByLookup(value, 32))),
        ["2^10 lookups in a function table of 2^8"] = Of(1, (c, x) =>
        {
            LookupTable table = new(c, "table", [.. Enumerable.Range(0, 256).Select(i => new Wire[] { Wire.Constant((ulong)i), Wire.Constant((ulong)(i * i)) })]);
            List<Wire> values = Hidden(c, 1 << 11, x);
            for (int i = 0; i < values.Count; i += 2) table.AssertContains(values[i], values[i + 1]);
        }),
        ["product of matrices 64 by 64"] = Of(1, (c, x) => c.AssertProduct("product", Square(c, "x", x), Square(c, "w", x), Square(c, "y", x))),
        ["committed vector of 4064 and its blinding"] = Of(1, (c, x) => c.Constrain("input", x[0], x[0], c.Committed("vector", FullChunk)[0])),
        ["blob"] = Of(1, (c, x) => c.Constrain("input", x[0], x[0], c.Committed("blob", EmptyBlob)[0])),
        ["two ranges of 32 bits and divide"] = Of(2, (c, x) => c.Divide("divide", c.AssertRange("a", x[0], 32), c.AssertRange("b", x[1], 32))),
    });

    [Fact]
    public void A_range_of_16_bits_costs_at_most_4_constraints_a_value()
    {
        const int count = 1 << 14;
        int constraints = Of(1, (c, x) => Hidden(c, count, x).ForEach(value => c.AssertRangeByLookup(value, 16))).ConstraintCount - count;
        constraints.Should().BeLessThanOrEqualTo(4 * count);
    }

    [Fact]
    public void A_product_of_matrices_costs_at_most_three_constraints_a_cell() =>
        Of(1, (c, x) => c.AssertProduct("product", Square(c, "x", x), Square(c, "w", x), Square(c, "y", x))).ConstraintCount.Should().BeLessThanOrEqualTo((3 * 64 * 64) + (3 * 64 * 64), "each of 3·64² cells is tied to the input by one more");

    [Fact]
    public void A_committed_vector_costs_one_constraint_a_coefficient()
    {
        Of(1, (c, x) => c.Constrain("input", x[0], x[0], c.Committed("vector", FullChunk)[0])).ConstraintCount.Should().BeLessThanOrEqualTo(4096 + 400);
        CommittedVector shorter = CommittedVector.Commit(KzgSrs.Ethereum, new Fr[100]);
        Of(1, (c, x) => c.Constrain("input", x[0], x[0], c.Committed("vector", shorter)[0])).ConstraintCount.Should().BeLessThanOrEqualTo(132 + 40, "a gap is one step");
    }

    private static BlobVector EmptyBlob { get; } = new(Blob.From(new Fr[Blob.ElementCount]));

    private static CommittedVector FullChunk { get; } = CommittedVector.Commit(KzgSrs.Ethereum, new Fr[4064]);

    private static string Snapshot(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "snapshots", name);

    /// <summary>Hidden values, each of which one constraint ties to the input.</summary>
    private static List<Wire> Hidden(ICircuitBuilder circuit, int count, Wire[] input) => [.. Enumerable.Range(0, count).Select(i =>
    {
        Wire value = circuit.Private($"value-{i}", Fr.Zero);
        circuit.Constrain($"value-{i}", value, input[0], Wire.Zero);
        return value;
    })];

    private static Wire[,] Square(ICircuitBuilder circuit, string name, Wire[] input)
    {
        using CircuitScope scope = circuit.Scope(name);
        List<Wire> values = Hidden(circuit, 64 * 64, input);
        Wire[,] matrix = new Wire[64, 64];
        for (int i = 0; i < values.Count; i++) matrix[i / 64, i % 64] = values[i];
        return matrix;
    }

    private static ConstraintSystem Of(int inputs, Action<ICircuitBuilder, Wire[]> gadget) =>
        ConstraintSystem.Compile(new GadgetCircuit(inputs, 0, (c, x) =>
        {
            gadget(c, x);
            return [];
        }));
}
