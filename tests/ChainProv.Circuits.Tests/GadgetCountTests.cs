using System.Runtime.CompilerServices;
using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
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
        ["two ranges of 32 bits and divide"] = Of(2, (c, x) => c.Divide("divide", c.AssertRange("a", x[0], 32), c.AssertRange("b", x[1], 32))),
    });

    private static string Snapshot(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "snapshots", name);

    private static ConstraintSystem Of(int inputs, Action<ICircuitBuilder, Wire[]> gadget) =>
        ConstraintSystem.Compile(new GadgetCircuit(inputs, 0, (c, x) =>
        {
            gadget(c, x);
            return [];
        }));
}
