using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Aggregation;

namespace ChainProv.Groth16.Tests.Aggregation;

/// <summary>Every element of an aggregate is checked, and every equation that the verifier combines is one that it needs.</summary>
public sealed class AggregateEquationTests
{
    private static readonly Batch Good = Batch.Of(3);
    private static readonly AggregateProof Proof = Aggregate.Prove(Good);

    [Fact]
    public void No_element_of_an_aggregate_can_be_another()
    {
        foreach ((string name, AggregateProof changed) in Changed(Proof)) Aggregate.Verify(Good, changed).Should().BeFalse($"{name} is another");
        Changed(Proof).Should().HaveCount(6 + (2 * 2 * 6) + 7 + 4);
    }

    [Fact]
    public void Rounds_can_neither_be_left_out_nor_added_nor_exchanged()
    {
        Aggregate.Verify(Good, Proof with { Rounds = [Proof.Rounds[0]] }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Rounds = [] }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Rounds = [.. Proof.Rounds, Proof.Rounds[0]] }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Rounds = [Proof.Rounds[1], Proof.Rounds[0]] }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Rounds = [new(Proof.Rounds[0].Right, Proof.Rounds[0].Left), Proof.Rounds[1]] }).Should().BeFalse();
    }

    [Fact]
    public void Sixty_four_more_rounds_are_no_fewer()
    {
        TamperedTranscript verifier = TamperedTranscript.Recording();
        AggregateProof many = Proof with { Rounds = [.. Proof.Rounds, .. Enumerable.Repeat(Proof.Rounds[0], 64)] };
        Aggregate.Verify(Good, many, verifier).Should().BeFalse();
        verifier.Entries.Should().BeEmpty("it was refused for its number of rounds, for which 1 << 66 is 1 << 2");
    }

    /// <summary>Anybody can do this, as z comes before the openings: (a − z)·(b − z) is taken from one equation and added to the other.</summary>
    [Fact]
    public void Errors_that_cancel_in_the_openings_of_a_and_b_are_refused()
    {
        TamperedTranscript verifier = TamperedTranscript.Recording();
        Aggregate.Verify(Good, Proof, verifier).Should().BeTrue();
        Fr z = verifier["z"];
        AggregationVerifierSrs srs = Aggregate.Srs.Verifier;
        G1Affine a1 = ((G1Affine.Generator * -z) + srs.A1).ToAffine(), b1 = ((G1Affine.Generator * -z) + srs.B1).ToAffine();
        G2Affine a2 = ((G2Affine.Generator * -z) + srs.A2.Point).ToAffine(), b2 = ((G2Affine.Generator * -z) + srs.B2.Point).ToAffine();
        Pairing.ProductIsOne((a1, b2), (-b1, a2)).Should().BeTrue("the errors cancel");

        KeyOpenings openings = Proof.Openings;
        Aggregate.Verify(Good, Proof with { Openings = openings with { V1 = (openings.V1 + b2).ToAffine(), V2 = (openings.V2 + -a2).ToAffine() } }).Should().BeFalse("equations 5 and 6");
        Aggregate.Verify(Good, Proof with { Openings = openings with { W1 = (openings.W1 + b1).ToAffine(), W2 = (openings.W2 + -a1).ToAffine() } }).Should().BeFalse("equations 7 and 8");
    }

    /// <summary>The prover sends one element that is another before the challenges that depend on it, and follows the protocol otherwise: one equation fails.</summary>
    [Theory]
    [InlineData("AB T"), InlineData("AB U"), InlineData("C T"), InlineData("C U")]
    [InlineData("left AB T"), InlineData("left AB U"), InlineData("left C T"), InlineData("left C U"), InlineData("left Z_AB"), InlineData("left Z_C")]
    [InlineData("right AB T"), InlineData("right AB U"), InlineData("right C T"), InlineData("right C U"), InlineData("right Z_AB"), InlineData("right Z_C")]
    public void One_false_equation_among_true_ones_is_refused(string label)
    {
        AggregateProof forged = Aggregate.Forge(Good, TamperedTranscript.Changing(label, Shift));
        Aggregate.Verify(Good, Change(forged, label)).Should().BeFalse();

        // The same without the change is accepted, by a verifier that hashes the change too: nothing else was wrong.
        Aggregate.Verify(Good, forged, TamperedTranscript.Changing(label, Shift)).Should().BeTrue();
    }

    [Fact]
    public void A_verifier_that_does_not_open_the_folded_keys_could_be_given_others()
    {
        // Only the key openings are wrong here, each in turn; all other equations hold.
        Aggregate.Verify(Good, Proof with { Openings = Proof.Openings with { V1 = Shift(Proof.Openings.V1) } }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Openings = Proof.Openings with { V2 = Shift(Proof.Openings.V2) } }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Openings = Proof.Openings with { W1 = Shift(Proof.Openings.W1) } }).Should().BeFalse();
        Aggregate.Verify(Good, Proof with { Openings = Proof.Openings with { W2 = Shift(Proof.Openings.W2) } }).Should().BeFalse();
    }

    private static AggregateProof Change(AggregateProof proof, string label) => Changed(proof).First(changed => changed.Name == label).Proof;

    private static IEnumerable<(string Name, AggregateProof Proof)> Changed(AggregateProof proof)
    {
        foreach ((string name, InnerProducts products) in Changed(proof.Claim, "")) yield return (name, proof with { Claim = products });
        for (int i = 0; i < proof.Rounds.Count; i++)
        {
            FoldingRound round = proof.Rounds[i];
            foreach ((string name, InnerProducts left) in Changed(round.Left, "left ")) yield return (name, With(i, round with { Left = left }));
            foreach ((string name, InnerProducts right) in Changed(round.Right, "right ")) yield return (name, With(i, round with { Right = right }));
        }

        FinalElements final = proof.Final;
        yield return ("final A", proof with { Final = final with { A = Shift(final.A) } });
        yield return ("final B", proof with { Final = final with { B = Shift(final.B) } });
        yield return ("final C", proof with { Final = final with { C = Shift(final.C) } });
        yield return ("final v1", proof with { Final = final with { V1 = Shift(final.V1) } });
        yield return ("final v2", proof with { Final = final with { V2 = Shift(final.V2) } });
        yield return ("final w1", proof with { Final = final with { W1 = Shift(final.W1) } });
        yield return ("final w2", proof with { Final = final with { W2 = Shift(final.W2) } });
        KeyOpenings openings = proof.Openings;
        yield return ("opening v1", proof with { Openings = openings with { V1 = Shift(openings.V1) } });
        yield return ("opening v2", proof with { Openings = openings with { V2 = Shift(openings.V2) } });
        yield return ("opening w1", proof with { Openings = openings with { W1 = Shift(openings.W1) } });
        yield return ("opening w2", proof with { Openings = openings with { W2 = Shift(openings.W2) } });

        AggregateProof With(int index, FoldingRound round) => proof with { Rounds = [.. proof.Rounds.Select((old, i) => i == index ? round : old)] };
    }

    private static IEnumerable<(string Name, InnerProducts Products)> Changed(InnerProducts products, string side)
    {
        yield return (side + "AB T", products with { AB = products.AB with { T = Shift(products.AB.T) } });
        yield return (side + "AB U", products with { AB = products.AB with { U = Shift(products.AB.U) } });
        yield return (side + "C T", products with { C = products.C with { T = Shift(products.C.T) } });
        yield return (side + "C U", products with { C = products.C with { U = Shift(products.C.U) } });
        yield return (side + "Z_AB", products with { ZAB = Shift(products.ZAB) });
        yield return (side + "Z_C", products with { ZC = Shift(products.ZC) });
    }

    private static Gt Shift(Gt element) => element * Gt.Generator;

    private static G1Affine Shift(G1Affine point) => (point + G1Affine.Generator).ToAffine();

    private static G2Affine Shift(G2Affine point) => (point + G2Affine.Generator).ToAffine();

    /// <summary>The same for an element as it is hashed.</summary>
    private static byte[] Shift(byte[] encoded)
    {
        if (encoded.Length != Gt.EncodedLength) return Shift(G1Affine.Read(encoded, PointFormat.Compressed)).ToBytes(PointFormat.Compressed);
        Gt.TryRead(encoded, out Gt element).Should().BeTrue();
        byte[] shifted = new byte[Gt.EncodedLength];
        Shift(element).Write(shifted);
        return shifted;
    }
}
