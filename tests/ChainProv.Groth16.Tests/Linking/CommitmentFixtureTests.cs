using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Vectors;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>The proofs that contracts/test/CommitmentProof.t.sol checks: true ones over Ethereum's reference string, and forged ones. CHAINPROV_UPDATE_SNAPSHOTS=1
/// makes them anew.</summary>
public sealed class CommitmentFixtureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string FixturePath => Repository.PathOf("contracts", "test", "fixtures", "commitment-proof.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_committed_fixture_holds_one_valid_proof_and_forged_ones()
    {
        if (Environment.GetEnvironmentVariable("CHAINPROV_UPDATE_SNAPSHOTS") == "1") Write();

        JsonNode json = JsonNode.Parse(File.ReadAllText(FixturePath))!;
        VerifyingKey key = VerifyingKeyEncoding.Decode(Bytes(json["key"]!), new CircuitDigest(Bytes(json["circuitDigest"]!)), SetupKind.Development);
        Verify(json["valid"]!).Should().BeTrue();
        json["forged"]!.AsArray().Should().HaveCount(5);
        foreach (JsonNode? forged in json["forged"]!.AsArray()) Verify(forged!).Should().BeFalse(forged!["name"]!.GetValue<string>());
        json["shapes"]!.AsArray().Should().HaveCount(4);
        foreach (JsonNode? shape in json["shapes"]!.AsArray())
        {
            key = VerifyingKeyEncoding.Decode(Bytes(shape!["key"]!), new CircuitDigest(Bytes(shape["circuitDigest"]!)), SetupKind.Development);
            Verify(shape["valid"]!).Should().BeTrue(shape["valid"]!["name"]!.GetValue<string>());
        }

        bool Verify(JsonNode attempt)
        {
            Fr[] inputs = [.. attempt["publicInputs"]!.AsArray().Select(input => Fr.TryRead(Bytes(input!), out Fr value) ? value : throw new FormatException("not below r"))];
            G1Affine[] vectors = [.. Bytes(attempt["vectors"]!).Chunk(128).Select(point => G1Affine.Read(point, PointFormat.Eip2537))];
            return Groth16Verifier.Verify(key, Proof.Decode(Bytes(attempt["proof"]!), PointFormat.Eip2537), inputs, vectors);
        }
    }

    private void Write()
    {
        CommittedVector left = Commit(1, 2, 3), right = Commit(4, 5, 6), other = Commit(7, 8, 9);
        SumsCircuit circuit = new(left, right);
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        ProvingKey key = DevelopmentSetup.Run(system);
        Fr[] inputs = [Fr.From(32), Fr.From(6), Fr.From(15), Fr.From(3)];
        CommittedVector[] vectors = [left, right];
        Proof valid = Groth16Prover.Prove(key, system, circuit, vectors, new OpeningLedger(_folder.At("openings")));
        Proof again = Groth16Prover.Prove(key, system, circuit, vectors, new OpeningLedger(_folder.At("openings")));

        // D' = D + (x − x')·IC₁ for the lie x'.
        Fr[] lie = [Fr.From(666), .. inputs[1..]];
        ProofCommitment? shifted = null;
        Proof withoutKnowledge = Dishonest(vectors, round =>
        {
            shifted = new(((key.VerifyingKey.PublicInputBases[1] * (inputs[0] - lie[0])) + round.Point).ToAffine(), round.Knowledge);
            return CommitmentChallenge.Derive(key.VerifyingKey, shifted.Point, round.VectorCommitments, lie);
        });
        withoutKnowledge = withoutKnowledge with { Commitment = shifted! with { Opening = withoutKnowledge.Commitment!.Opening } };

        JsonArray forged =
        [
            Attempt("vectors swapped", valid, inputs, [right, left]),
            Attempt("another vector", valid, inputs, [left, other]),
            Attempt("a stale opening", valid with { Commitment = valid.Commitment! with { Opening = again.Commitment!.Opening } }, inputs, vectors),
            Attempt("a challenge that was known before", Dishonest(vectors, _ => Fr.From(5)), inputs, vectors),
            Attempt("a commitment to what is not of the key", withoutKnowledge, lie, vectors),
        ];
        JsonObject json = new()
        {
            ["key"] = Hex(VerifyingKeyEncoding.Encode(key.VerifyingKey)),
            ["circuitDigest"] = system.Digest.ToString(),
            ["valid"] = Attempt("true", valid, inputs, vectors),
            ["forged"] = forged,
            ["shapes"] = Shapes(),
        };
        File.WriteAllText(FixturePath, json.ToJsonString(new() { WriteIndented = true }) + "\n");

        Proof Dishonest(CommittedVector[] statement, Func<CommitmentRound, Fr> draw)
        {
            CommitmentRound? round = null;
            Witness witness = Witness.Generate(circuit, statement, system, (_, committed, linked) => draw(round = CommitmentRound.Commit(key, committed, linked, CpuDevice.Default)));
            return Groth16Prover.Compute(key, system, witness, round);
        }
    }

    /// <summary>True proofs of circuits at the edges: nothing stated, nothing linked, commitments at infinity, one vector twice.</summary>
    private JsonArray Shapes()
    {
        CommittedVector zero = CommittedVector.Commit(KzgSrs.Ethereum, new Fr[3], blinding: 0), hidden = Commit(1, 2);
        zero.Commitments.Span[0].IsInfinity.Should().BeTrue();
        return
        [
            Shape("nothing stated, a commitment at infinity", 0, zero),
            Shape("nothing stated, commitments at infinity beside another", 0, zero, hidden, zero),
            Shape("no vectors", 2),
            Shape("one vector twice", 1, hidden, hidden),
        ];
    }

    private JsonObject Shape(string name, int stated, params CommittedVector[] vectors)
    {
        SquaresCircuit circuit = new(stated, vectors);
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        ProvingKey key = DevelopmentSetup.Run(system);
        Proof proof = Groth16Prover.Prove(key, system, circuit, vectors, new OpeningLedger(_folder.At("openings")));
        return new JsonObject
        {
            ["key"] = Hex(VerifyingKeyEncoding.Encode(key.VerifyingKey)),
            ["circuitDigest"] = system.Digest.ToString(),
            ["valid"] = Attempt(name, proof, [.. Enumerable.Repeat(Fr.From(9), stated)], vectors),
        };
    }

    private static JsonObject Attempt(string name, Proof proof, Fr[] inputs, CommittedVector[] vectors) => new()
    {
        ["name"] = name,
        ["proof"] = Hex(proof.Encode(PointFormat.Eip2537)),
        ["publicInputs"] = new JsonArray([.. inputs.Select(input => JsonValue.Create(input.ToString()))]),
        ["vectors"] = Hex([.. vectors.SelectMany(vector => vector.Commitments.ToArray()).SelectMany(point => point.ToBytes(PointFormat.Eip2537))]),
    };

    private static CommittedVector Commit(params ulong[] values) => CommittedVector.Commit(KzgSrs.Ethereum, values.Select(Fr.From).ToArray());

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private static byte[] Bytes(JsonNode hex) => Convert.FromHexString(hex.GetValue<string>().AsSpan(2));

    /// <summary>Inner product, sums and length of two committed vectors.</summary>
    private sealed class SumsCircuit(params CommittedVector[] placeholder) : ICircuit<CommittedVector[]>
    {
        public CommittedVector[] Placeholder => placeholder;

        public void Define(ICircuitBuilder circuit, CommittedVector[] statement)
        {
            (Fr[] left, Fr[] right) = (statement[0].Values.ToArray(), statement[1].Values.ToArray());
            Wire product = circuit.Public("inner-product", left.Zip(right).Aggregate(Fr.Zero, (sum, pair) => sum + (pair.First * pair.Second)));
            Wire ofLeft = circuit.Public("sum-of-left", left.Aggregate(Fr.Zero, (sum, value) => sum + value)), ofRight = circuit.Public("sum-of-right", right.Aggregate(Fr.Zero, (sum, value) => sum + value));
            Wire length = circuit.Public("length", Fr.From((ulong)left.Length));
            Wire[] a = circuit.Committed("left", statement[0]), b = circuit.Committed("right", statement[1]);
            circuit.AssertEqual("inner-product", a.Zip(b).Select((pair, i) => circuit.Multiply($"product-{i}", pair.First, pair.Second)).Aggregate((sum, wire) => sum + wire), product);
            circuit.AssertEqual("sum-of-left", a.Aggregate((sum, wire) => sum + wire), ofLeft);
            circuit.AssertEqual("sum-of-right", b.Aggregate((sum, wire) => sum + wire), ofRight);
            circuit.AssertEqual("length", Wire.Constant((ulong)a.Length), length);
        }
    }

    /// <summary>Knows a small root of each stated number, and that all values of the vectors are small.</summary>
    private sealed class SquaresCircuit(int stated, CommittedVector[] placeholder) : ICircuit<CommittedVector[]>
    {
        public CommittedVector[] Placeholder => placeholder;

        public void Define(ICircuitBuilder circuit, CommittedVector[] statement)
        {
            Wire[] squares = [.. Enumerable.Range(0, stated).Select(i => circuit.Public($"square-{i}", Fr.From(9)))];
            foreach (Wire value in statement.SelectMany((vector, i) => circuit.Committed($"vector-{i}", vector))) circuit.AssertRangeByLookup(value, 4);
            for (int i = 0; i < stated; i++)
            {
                Wire root = circuit.Private($"root-{i}", Fr.From(3));
                circuit.Constrain($"square-{i}", root, root, squares[i]);
                circuit.AssertRangeByLookup(root, 4);
            }
        }
    }
}
