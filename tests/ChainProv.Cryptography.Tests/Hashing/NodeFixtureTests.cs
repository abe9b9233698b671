using System.Numerics;
using System.Text.Json.Nodes;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Cryptography.Tests.Hashing;

/// <summary>The Merkle nodes that contracts/test/libraries/Poseidon2.t.sol computes again. CHAINPROV_UPDATE_SNAPSHOTS=1 makes them anew.</summary>
public sealed class NodeFixtureTests
{
    private const int Count = 64;

    private static string FixturePath => Repository.PathOf("contracts", "test", "fixtures", "poseidon2-nodes.json");

    [Fact]
    public void The_committed_nodes_are_those_of_this_library()
    {
        string expected = Write();
        if (Environment.GetEnvironmentVariable("CHAINPROV_UPDATE_SNAPSHOTS") == "1") File.WriteAllText(FixturePath, expected);

        File.ReadAllText(FixturePath).Should().Be(expected);
    }

    /// <summary>Every pair of the extremes, then a chain: each parent is the next node's left child, and the left child its right.</summary>
    private static string Write()
    {
        Fr[] extremes = [Fr.Zero, Fr.One, -Fr.One, Half, Half + Fr.One];
        List<(Fr Left, Fr Right)> pairs = [.. extremes.SelectMany(left => extremes.Select(right => (left, right)))];
        while (pairs.Count < Count)
        {
            (Fr left, Fr right) = pairs[^1];
            pairs.Add((Poseidon2.Compress(left, right), left));
        }

        JsonArray nodes = [.. pairs.Select(pair => new JsonObject
        {
            ["left"] = Hex(pair.Left),
            ["right"] = Hex(pair.Right),
            ["parent"] = Hex(Poseidon2.Compress(pair.Left, pair.Right)),
        })];
        return new JsonObject { ["nodes"] = nodes }.ToJsonString(new() { WriteIndented = true }) + "\n";
    }

    /// <summary>(r − 1)/2.</summary>
    private static Fr Half => Fr.From((Fr.Modulus - BigInteger.One) / 2);

    private static string Hex(Fr value)
    {
        byte[] bytes = new byte[Fr.ByteLength];
        value.Write(bytes);
        return "0x" + Convert.ToHexStringLower(bytes);
    }
}
