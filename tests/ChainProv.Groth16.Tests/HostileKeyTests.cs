using ChainProv.Circuits;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Snarkjs;
using ChainProv.Groth16.Solidity;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests;

/// <summary>Proving keys that somebody made to learn of witnesses, or that broke.</summary>
public sealed class HostileKeyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"chainprov-{Guid.NewGuid():N}.zkey");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_key_that_leaves_A_unblinded_while_its_proofs_hold_is_refused()
    {
        // Without δ, and without all that r would multiply in C: the proofs hold, and A is a function of the witness alone.
        ProvingKey hostile = With(delta: G1Affine.Infinity, beta: G1Affine.Infinity, b1: new G1Affine[Samples.Key.B1.Length]);
        Proof first = Compute(hostile), second = Compute(hostile);
        Groth16Verifier.Verify(hostile.VerifyingKey, first, Samples.PublicInputs).Should().BeTrue();
        first.A.Should().Be(second.A, "that is the leak");

        Reading(hostile).Should().Throw<KeyFileException>().WithMessage("*β in G1*");
        Reading(With(delta: G1Affine.Infinity)).Should().Throw<KeyFileException>().WithMessage("*would not be blinded*");
        Reading(With(delta: G1Affine.Generator)).Should().Throw<KeyFileException>().WithMessage("*would not be blinded*");
        Reading(Samples.Key).Should().NotThrow();
    }

    [Fact]
    public void The_prover_itself_does_not_prove_with_a_key_that_would_not_blind()
    {
        foreach (G1Affine delta in (ReadOnlySpan<G1Affine>)[G1Affine.Infinity, G1Affine.Generator, SmallOrder.AddTo(Samples.Key.Delta)])
            Proving(With(delta: delta)).Should().Throw<DamagedKeyException>().WithMessage("*would not be blinded*");
        Proving(With(delta: G1Affine.Infinity, beta: G1Affine.Infinity, b1: new G1Affine[Samples.Key.B1.Length])).Should().Throw<DamagedKeyException>();
    }

    [Fact]
    public void A_small_part_outside_the_group_which_no_pairing_sees_does_not_reach_a_proof()
    {
        // The last wire's point: its part of order 3, times the witness's cell, would stand in A for everybody to read.
        ProvingKey hostile = With(a: Outside(Samples.Key.A));
        Proof leak = Groth16Prover.Compute(hostile, Samples.System, Samples.Witness);
        Groth16Verifier.Verify(hostile.VerifyingKey, leak, Samples.PublicInputs).Should().BeTrue();
        leak.A.IsInSubgroup.Should().BeFalse("that is the leak");

        Proving(hostile).Should().Throw<DamagedKeyException>().WithMessage("*outside their group*");
        Proving(With(b1: Outside(Samples.Key.B1))).Should().Throw<DamagedKeyException>().WithMessage("*outside their group*");
        Proving(With(b2: Outside(Samples.Key.B2))).Should().Throw<DamagedKeyException>().WithMessage("*outside their group*");
        Proving(With(c: Outside(Samples.Key.C))).Should().Throw<DamagedKeyException>().WithMessage("*outside their group*");
    }

    [Fact]
    public void A_key_of_small_sums_does_not_let_its_maker_read_a_cell()
    {
        // A is α, the public inputs and one hidden cell, in the open; beside it everything holds.
        int publicWires = Samples.System.PublicInputCount + 1;
        Fr alpha = Fr.Random(), beta = Fr.Random(), delta = Fr.Random();
        Fr[] u = new Fr[Samples.System.WireCount];
        for (int i = 0; i < publicWires; i++) u[i] = Fr.Random();
        u[publicWires] = Fr.One;
        ProvingKey hostile = new()
        {
            VerifyingKey = new(InG1(alpha), InG2(beta), G2Affine.Generator, InG2(delta), [.. u[..publicWires].Select(x => InG1(beta * x))], Samples.System.Digest, SetupKind.Development),
            Beta = G1Affine.Infinity,
            Delta = G1Affine.Infinity,
            A = u.Select(InG1).ToArray(),
            B1 = new G1Affine[u.Length],
            B2 = new G2Affine[u.Length],
            C = u[publicWires..].Select(x => InG1(beta * x * delta.Inverse())).ToArray(),
            H = new G1Affine[Samples.Key.H.Length],
        };
        Proof leak = Groth16Prover.Compute(hostile, Samples.System, Samples.Witness);
        Groth16Verifier.Verify(hostile.VerifyingKey, leak, Samples.PublicInputs).Should().BeTrue();
        Fr known = alpha + u[0] + (u[1] * Samples.PublicInputs[0]) + (u[2] * Samples.PublicInputs[1]);
        leak.A.Should().Be(InG1(known + Samples.Witness.Values.Span[publicWires]), "that is the leak");

        Proving(hostile).Should().Throw<DamagedKeyException>();
        Reading(hostile).Should().Throw<KeyFileException>();
    }

    [Fact]
    public void A_proof_that_does_not_hold_is_not_given_away()
    {
        G1Affine[] altered = Samples.Key.A.ToArray();
        altered[^1] = (altered[^1] + G1Affine.Generator).ToAffine();
        Proving(With(a: altered)).Should().Throw<DamagedKeyException>().WithMessage("*does not verify*");
    }

    [Fact]
    public void A_point_outside_its_group_is_refused_in_every_section()
    {
        Reading(With(a: Outside(Samples.Key.A))).Should().Throw<KeyFileException>().WithMessage("*A[5]*outside the subgroup*");
        Reading(With(b1: Outside(Samples.Key.B1))).Should().Throw<KeyFileException>().WithMessage("*B1[5]*outside the subgroup*");
        Reading(With(b2: Outside(Samples.Key.B2))).Should().Throw<KeyFileException>().WithMessage("*B2[5]*outside the subgroup*");
        Reading(With(c: Outside(Samples.Key.C))).Should().Throw<KeyFileException>().WithMessage("*C[2]*outside the subgroup*");
        Reading(With(h: Outside(Samples.Key.H))).Should().Throw<KeyFileException>().WithMessage("*H[7]*outside the subgroup*");
        Reading(With(beta: SmallOrder.AddTo(Samples.Key.Beta))).Should().Throw<KeyFileException>().WithMessage("*β[1]*outside the subgroup*");
        Reading(With(delta: SmallOrder.AddTo(Samples.Key.Delta))).Should().Throw<KeyFileException>().WithMessage("*δ[0]*outside the subgroup*");
    }

    [Fact]
    public void A_verifying_point_outside_its_group_is_refused_wherever_it_is_read()
    {
        foreach ((string name, VerifyingKey key) in VerifyingKeysWithOnePointOutside())
        {
            FluentActions.Invoking(() => VerifyingKeyEncoding.Decode(VerifyingKeyEncoding.Encode(key), key.CircuitDigest, key.Setup))
                .Should().Throw<FormatException>(name).WithMessage($"{name}: *outside the subgroup*");
            FluentActions.Invoking(() => SnarkjsJson.ReadVerifyingKey(SnarkjsJson.Write(key), key.CircuitDigest)).Should().Throw<FormatException>(name).WithMessage("*outside the subgroup");
            Reading(With(verifyingKey: key)).Should().Throw<KeyFileException>(name).WithMessage("*outside the subgroup*");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("Verifier { } contract Other")]
    [InlineData("Verifier\n")]
    public void A_contract_is_named_by_an_identifier_only(string name) =>
        FluentActions.Invoking(() => SolidityVerifier.Write(name, Samples.VerifyingKey)).Should().Throw<ArgumentException>();

    private static Proof Compute(ProvingKey key) => Groth16Prover.Compute(key, Samples.System, Samples.Witness);

    private static Action Proving(ProvingKey key) => () => Groth16Prover.Prove(key, Samples.System, Samples.Witness);

    private static G1Affine InG1(Fr logarithm) => (G1Affine.Generator * logarithm).ToAffine();

    private static G2Affine InG2(Fr logarithm) => (G2Affine.Generator * logarithm).ToAffine();

    private static G1Affine[] Outside(ReadOnlyMemory<G1Affine> points) => [.. points.Span[..^1], SmallOrder.AddTo(points.Span[^1])];

    private static G2Affine[] Outside(ReadOnlyMemory<G2Affine> points) => [.. points.Span[..^1], SmallOrder.AddTo(points.Span[^1])];

    private static IEnumerable<(string Name, VerifyingKey Key)> VerifyingKeysWithOnePointOutside()
    {
        VerifyingKey key = Samples.VerifyingKey;
        yield return ("α", Make(SmallOrder.AddTo(key.Alpha), key.Beta, key.Gamma, key.Delta, key.PublicInputBases));
        yield return ("β", Make(key.Alpha, SmallOrder.AddTo(key.Beta), key.Gamma, key.Delta, key.PublicInputBases));
        yield return ("γ", Make(key.Alpha, key.Beta, SmallOrder.AddTo(key.Gamma), key.Delta, key.PublicInputBases));
        yield return ("δ", Make(key.Alpha, key.Beta, key.Gamma, SmallOrder.AddTo(key.Delta), key.PublicInputBases));
        for (int i = 0; i < key.PublicInputBases.Count; i++)
        {
            G1Affine[] bases = [.. key.PublicInputBases];
            bases[i] = SmallOrder.AddTo(bases[i]);
            yield return ($"IC[{i}]", Make(key.Alpha, key.Beta, key.Gamma, key.Delta, bases));
        }

        VerifyingKey Make(G1Affine alpha, G2Affine beta, G2Affine gamma, G2Affine delta, IReadOnlyList<G1Affine> bases) =>
            new(alpha, beta, gamma, delta, bases, key.CircuitDigest, key.Setup);
    }

    private static ProvingKey With(
        G1Affine? delta = null, G1Affine? beta = null, G1Affine[]? a = null, G1Affine[]? b1 = null, G2Affine[]? b2 = null, G1Affine[]? c = null, G1Affine[]? h = null, VerifyingKey? verifyingKey = null) =>
        new()
        {
            VerifyingKey = verifyingKey ?? Samples.VerifyingKey,
            Beta = beta ?? Samples.Key.Beta,
            Delta = delta ?? Samples.Key.Delta,
            A = a ?? Samples.Key.A,
            B1 = b1 ?? Samples.Key.B1,
            B2 = b2 ?? Samples.Key.B2,
            C = c ?? Samples.Key.C,
            H = h ?? Samples.Key.H,
        };

    private Action Reading(ProvingKey key) => () =>
    {
        using (FileStream stream = File.Create(_path)) ZkeyFile.Write(stream, key, Samples.System);
        ZkeyFile.Read(_path, Samples.System);
    };
}
