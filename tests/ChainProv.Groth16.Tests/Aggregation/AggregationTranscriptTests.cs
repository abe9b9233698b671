using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Aggregation;

/// <summary>Frozen Heart: everything that a challenge should depend on is hashed before it, and forgetting it would let somebody forge.</summary>
public sealed class AggregationTranscriptTests
{
    private static readonly Batch Good = Batch.Of(3);
    private static readonly AggregateProof Proof = Aggregate.Prove(Good);

    [Fact]
    public void Prover_and_verifier_hash_exactly_the_same_entries_in_the_same_order()
    {
        TamperedTranscript prover = TamperedTranscript.Recording(), verifier = TamperedTranscript.Recording();
        Aggregate.Forge(Good, prover);
        Aggregate.Verify(Good, Proof, verifier).Should().BeTrue();

        string[] products = ["AB T", "AB U", "C T", "C U", "Z_AB", "Z_C"];
        string[] round = [.. products.Select(name => "left " + name), .. products.Select(name => "right " + name)];
        verifier.Entries.Select(entry => entry.Label).Should().Equal(
        [
            "srs", "verifying key", "count", "slots", "public inputs of each", "public inputs", "public inputs", "public inputs",
            .. products, .. round, .. round, "final A", "final B", "final C", "final v1", "final v2", "final w1", "final w2",
        ]);
        verifier.Challenges.Select(challenge => challenge.Label).Should().Equal("r", "x", "x", "z");
        verifier.Entries.Select(entry => entry.Data.Length).Should().Equal(
        [
            AggregationVerifierSrs.EncodedLength, 32, 4, 4, 4, 64, 64, 64,
            .. Enumerable.Repeat((int[])[288, 288, 288, 288, 288, 48], 5).SelectMany(lengths => lengths), 48, 96, 48, 96, 96, 48, 48,
        ]);
        prover.Challenges.Should().Equal(verifier.Challenges);
        prover.Entries.Should().BeEquivalentTo(verifier.Entries, options => options.WithStrictOrdering());
    }

    /// <summary>Written out, without the functions that prover and verifier share.</summary>
    [Fact]
    public void What_is_hashed_is_every_part_of_the_statement_and_of_the_aggregate_as_its_own_bytes()
    {
        Batch seven = Batch.Of(7);
        AggregateProof proof = Aggregate.Prove(seven);
        TamperedTranscript verifier = TamperedTranscript.Recording();
        Aggregate.Verify(seven, proof, verifier).Should().BeTrue();
        FinalElements final = proof.Final;
        (string, string)[] expected =
        [
            ("srs", Hex(Aggregate.Srs.Verifier.Encode())), ("verifying key", Hex(VerifyingKeyEncoding.Digest(seven.Key))),
            ("count", "00000007"), ("slots", "00000008"), ("public inputs of each", "00000002"),
            .. Enumerable.Range(1, 7).Select(i => ("public inputs", Hex(i) + Hex(i * i))),
            .. Products("", proof.Claim),
            .. Products("left ", proof.Rounds[0].Left), .. Products("right ", proof.Rounds[0].Right),
            .. Products("left ", proof.Rounds[1].Left), .. Products("right ", proof.Rounds[1].Right),
            .. Products("left ", proof.Rounds[2].Left), .. Products("right ", proof.Rounds[2].Right),
            ("final A", Hex(final.A)), ("final B", Hex(final.B)), ("final C", Hex(final.C)),
            ("final v1", Hex(final.V1)), ("final v2", Hex(final.V2)), ("final w1", Hex(final.W1)), ("final w2", Hex(final.W2)),
        ];
        expected.Select(entry => entry.Item2).Should().OnlyHaveUniqueItems("no entry could stand for another");
        verifier.Entries.Select(entry => (entry.Label, Hex(entry.Data))).Should().Equal(expected);

        static (string, string)[] Products(string side, InnerProducts products) =>
        [
            (side + "AB T", Hex(products.AB.T)), (side + "AB U", Hex(products.AB.U)), (side + "C T", Hex(products.C.T)), (side + "C U", Hex(products.C.U)),
            (side + "Z_AB", Hex(products.ZAB)), (side + "Z_C", Hex(products.ZC)),
        ];
    }

    [Fact]
    public void Every_entry_changes_every_challenge_after_it()
    {
        List<(string Label, byte[]? Data)> steps = [];
        Aggregate.Forge(Good, new StepRecorder(steps));
        Fr[] drawn = Draw(steps);
        drawn.Should().HaveCount(4).And.OnlyHaveUniqueItems();

        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Data is not { } data) continue;
            int before = steps.Take(i).Count(step => step.Data is null);
            byte[] flipped = [.. data];
            flipped[^1] ^= 1;
            foreach ((string Label, byte[]? Data)[] other in (ReadOnlySpan<(string, byte[]?)[]>)[[(steps[i].Label, flipped)], [(steps[i].Label, [.. data, 0])], [(steps[i].Label + " ", data)], [], [steps[i], steps[i]]])
            {
                Fr[] others = Draw([.. steps[..i], .. other, .. steps[(i + 1)..]]);
                others[..before].Should().Equal(drawn[..before]);
                others[before..].Should().NotIntersectWith(drawn);
            }
        }
    }

    [Fact]
    public void No_bytes_can_move_from_one_entry_to_the_next()
    {
        Draw([("a", [1, 2]), ("b", [3]), ("c", null)]).Should().NotEqual(Draw([("a", [1]), ("b", [2, 3]), ("c", null)]));
        Draw([("ab", [1]), ("c", null)]).Should().NotEqual(Draw([("a", [98, 1]), ("c", null)]));
        Draw([("a", []), ("c", null)]).Should().NotEqual(Draw([("a", null), ("c", null)])[1..]);
        new Transcript("one").Challenge("c").Should().NotBe(new Transcript("two").Challenge("c"));
        Draw([("c", null), ("c", null)]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_verifier_that_forgets_the_public_inputs_accepts_other_statements()
    {
        TamperedTranscript forgetful = TamperedTranscript.Without("public inputs");
        AggregateProof aggregate = Aggregate.Forge(Good, forgetful);
        Fr r = forgetful["r"], t = Fr.From(1_000_000);

        // With r known, x₀ + t and x₁ − t/r leave x₀ + r·x₁ as it was.
        Fr[][] inputs = [.. Good.PublicInputs.Select(vector => vector.ToArray())];
        inputs[0][0] += t;
        inputs[1][0] -= t * r.Inverse();
        Batch lie = Good with { PublicInputs = inputs };

        Aggregate.Verify(lie, aggregate, TamperedTranscript.Without("public inputs")).Should().BeTrue("this is the forgery");
        Aggregate.Verify(lie, aggregate).Should().BeFalse();
        Aggregate.Verify(lie, Aggregate.Forge(lie)).Should().BeFalse();
    }

    [Fact]
    public void A_verifier_that_forgets_the_commitments_accepts_any_statements()
    {
        VerifyingKey key = Good.Key;
        Fr[][] lies = [[Fr.From(1), Fr.From(2)], [Fr.From(3), Fr.From(4)]];
        string[] forgotten = ["AB T", "AB U", "C T", "C U"];
        TamperedTranscript early = TamperedTranscript.Without(forgotten);
        new AggregationTranscript(early).Begin(Aggregate.Srs.Verifier, new(key, lies));
        Fr r = early.Challenge("r");

        // With r known: e((1 + r)·α, β) + r·e(X/r, γ), where X = X₀ + r·X₁, and C's that cancel.
        G1Jacobian inputs = PublicInputSum.Combine(key, [Fr.One, r], lies);
        Batch lie = new(
            key,
            [
                new((key.Alpha * (Fr.One + r)).ToAffine(), key.Beta, (G1Affine.Generator * -r).ToAffine()),
                new((inputs * r.Inverse()).ToAffine(), key.Gamma, G1Affine.Generator),
            ],
            lies);

        Aggregate.Verify(lie, Aggregate.Forge(lie, TamperedTranscript.Without(forgotten)), TamperedTranscript.Without(forgotten)).Should().BeTrue("this is the forgery");
        Aggregate.Verify(lie, Aggregate.Forge(lie)).Should().BeFalse();
    }

    [Theory, InlineData("left Z_AB"), InlineData("right Z_AB")]
    public void A_verifier_that_forgets_an_element_of_a_round_accepts_a_false_product(string forgotten)
    {
        Batch bad = Batch.Of(2).WithBadProof(1);
        Gt honest = Gt.One, claimed = Gt.One;
        TamperedTranscript prover = null!;
        prover = new((label, data) =>
        {
            if (label != "Z_AB") return label == forgotten ? null : data;

            // Z_AB as the verifier wants it, whatever the proofs are.
            Fr r = prover["r"];
            Gt.TryRead(data, out honest).Should().BeTrue();
            claimed = Pairing.Compute(
                ((bad.Key.Alpha * (Fr.One + r)).ToAffine(), bad.Key.Beta),
                (PublicInputSum.Combine(bad.Key, [Fr.One, r], bad.PublicInputs).ToAffine(), bad.Key.Gamma),
                (((bad.Proofs[1].C * r) + bad.Proofs[0].C).ToAffine(), bad.Key.Delta));
            byte[] bytes = new byte[Gt.EncodedLength];
            claimed.Write(bytes);
            return bytes;
        });
        AggregateProof aggregate = Aggregate.Forge(bad, prover);

        // x is known before the element that it multiplies: that makes up for the difference.
        Fr x = prover["x"];
        Gt difference = honest * claimed.Inverse();
        FoldingRound round = aggregate.Rounds[0];
        FoldingRound other = forgotten == "left Z_AB"
            ? round with { Left = round.Left with { ZAB = round.Left.ZAB * difference.Pow(x.Inverse()) } }
            : round with { Right = round.Right with { ZAB = round.Right.ZAB * difference.Pow(x) } };
        AggregateProof forged = aggregate with { Claim = aggregate.Claim with { ZAB = claimed }, Rounds = [other] };

        Aggregate.Verify(bad, forged, TamperedTranscript.Without(forgotten)).Should().BeTrue("this is the forgery");
        Aggregate.Verify(bad, forged).Should().BeFalse();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Hex(int input) => input.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    private static string Hex(G1Affine point) => Hex(point.ToBytes(PointFormat.Compressed));

    private static string Hex(G2Affine point) => Hex(point.ToBytes(PointFormat.Compressed));

    private static string Hex(Gt element)
    {
        byte[] bytes = new byte[Gt.EncodedLength];
        element.Write(bytes);
        return Hex(bytes);
    }

    private static Fr[] Draw(IEnumerable<(string Label, byte[]? Data)> steps)
    {
        Transcript transcript = new(AggregationTranscript.Protocol);
        List<Fr> drawn = [];
        foreach ((string label, byte[]? data) in steps)
        {
            if (data is null) drawn.Add(transcript.Challenge(label));
            else transcript.Absorb(label, data);
        }

        return [.. drawn];
    }

    /// <summary>Entries and challenges in one list; a challenge has no data.</summary>
    private sealed class StepRecorder(List<(string Label, byte[]? Data)> steps) : ITranscript
    {
        private readonly Transcript _transcript = new(AggregationTranscript.Protocol);

        public void Absorb(string label, ReadOnlySpan<byte> data)
        {
            steps.Add((label, data.ToArray()));
            _transcript.Absorb(label, data);
        }

        public Fr Challenge(string label)
        {
            steps.Add((label, null));
            return _transcript.Challenge(label);
        }
    }
}
