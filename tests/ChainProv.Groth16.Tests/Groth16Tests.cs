using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Pairings;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests;

public sealed class Groth16Tests
{
    private static bool Verify(Proof proof, params Fr[] inputs) => Groth16Verifier.Verify(Samples.VerifyingKey, proof, inputs);

    [Fact]
    public void A_proof_of_a_true_statement_is_accepted() => Verify(Samples.Proof, Samples.PublicInputs).Should().BeTrue();

    [Fact]
    public void A_proof_for_other_public_inputs_is_refused()
    {
        for (int i = 0; i < Samples.PublicInputs.Length; i++)
        {
            Fr[] inputs = [.. Samples.PublicInputs];
            inputs[i] += Fr.One;
            Verify(Samples.Proof, inputs).Should().BeFalse();
        }
    }

    [Fact]
    public void A_wrong_number_of_public_inputs_is_refused()
    {
        Verify(Samples.Proof, Samples.PublicInputs[..1]).Should().BeFalse();
        Verify(Samples.Proof, [.. Samples.PublicInputs, Fr.Zero]).Should().BeFalse();
        Verify(Samples.Proof).Should().BeFalse();
    }

    [Fact]
    public void A_proof_with_any_element_changed_is_refused()
    {
        Proof proof = Samples.Proof;
        G1Affine other1 = (proof.A + G1Affine.Generator).ToAffine();
        G2Affine other2 = (proof.B + G2Affine.Generator).ToAffine();
        Verify(proof with { A = other1 }, Samples.PublicInputs).Should().BeFalse();
        Verify(proof with { A = -proof.A }, Samples.PublicInputs).Should().BeFalse();
        Verify(proof with { B = other2 }, Samples.PublicInputs).Should().BeFalse();
        Verify(proof with { C = other1 }, Samples.PublicInputs).Should().BeFalse();
        Verify(new Proof(proof.C, proof.B, proof.A), Samples.PublicInputs).Should().BeFalse();
    }

    [Fact]
    public void There_is_no_proof_with_a_point_at_infinity()
    {
        Proof proof = Samples.Proof;
        FluentActions.Invoking(() => new Proof(G1Affine.Infinity, proof.B, proof.C)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new Proof(proof.A, G2Affine.Infinity, proof.C)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new Proof(proof.A, proof.B, G1Affine.Infinity)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => proof with { A = G1Affine.Infinity }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => proof with { B = G2Affine.Infinity }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => proof with { C = G1Affine.Infinity }).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_last_input_of_zero_cannot_be_left_out()
    {
        // Its base, times zero, adds nothing to the sum.
        Witness witness = Witness.Generate(new ClaimCircuit(), new(Fr.From(5), -Fr.From(5), Fr.From(125), Fr.Zero));
        Proof proof = Groth16Prover.Prove(Samples.Key, Samples.System, witness);
        Verify(proof, Fr.From(125), Fr.Zero).Should().BeTrue();
        Verify(proof, Fr.From(125)).Should().BeFalse();
    }

    [Fact]
    public void Whoever_knows_the_trapdoor_makes_proofs_without_a_witness_so_that_proofs_tell_nothing()
    {
        Simulator simulator = new();
        Fr[] lie = [Fr.From(1), Fr.From(2)];
        Groth16Verifier.Verify(simulator.Key, simulator.Prove(lie), lie).Should().BeTrue();
    }

    [Fact]
    public void Each_of_the_four_pairings_counts()
    {
        Simulator simulator = new();
        Fr[] lie = [Fr.From(1), Fr.From(2)];
        foreach (Simulator.Pairings left in Enum.GetValues<Simulator.Pairings>())
            Groth16Verifier.Verify(simulator.Key, simulator.Prove(lie, left), lie).Should().BeFalse($"a verifier that forgot {left} would accept");
    }

    [Fact]
    public void Two_proofs_of_one_witness_share_no_element()
    {
        Proof again = Groth16Prover.Prove(Samples.Key, Samples.System, Samples.Witness);

        Verify(again, Samples.PublicInputs).Should().BeTrue();
        again.A.Should().NotBe(Samples.Proof.A);
        again.B.Should().NotBe(Samples.Proof.B);
        again.C.Should().NotBe(Samples.Proof.C);
    }

    [Fact]
    public void A_rerandomised_proof_verifies_so_that_nothing_may_take_its_bytes_for_a_name()
    {
        Fr factor = Fr.Random(), shift = Fr.Random();
        Proof proof = Samples.Proof;

        // A/f, f·(B + sδ), C + s·A: a proof of the same statement, made without its witness.
        Proof other = new(
            (proof.A * factor.Inverse()).ToAffine(),
            (((Samples.VerifyingKey.Delta * shift) + proof.B) * factor).ToAffine(),
            ((proof.A * shift) + proof.C).ToAffine());

        Verify(other, Samples.PublicInputs).Should().BeTrue();
        other.Encode(Cryptography.Curves.PointFormat.Compressed).Should().NotEqual(proof.Encode(Cryptography.Curves.PointFormat.Compressed));
    }

    [Fact]
    public void A_witness_that_breaks_a_constraint_is_not_proved()
    {
        Fr[] values = Samples.Witness.Values.ToArray();
        values[^1] += Fr.One;

        FluentActions.Invoking(() => Groth16Prover.Prove(Samples.Key, Samples.System, new Witness(values, 2)))
            .Should().Throw<UnsatisfiedConstraintException>().Which.Constraint.Name.Should().Be("square");
    }

    [Fact]
    public void A_proof_under_another_key_of_the_same_circuit_is_refused() =>
        Groth16Verifier.Verify(DevelopmentSetup.Run(Samples.System).VerifyingKey, Samples.Proof, Samples.PublicInputs).Should().BeFalse();

    [Fact]
    public void A_key_that_nobody_contributed_to_is_refused_because_anyone_can_forge_with_it()
    {
        VerifyingKey key = Samples.VerifyingKey;
        G2Affine generator = G2Affine.Generator;

        // The forgery: with γ = δ, A = α, B = β, C = −Σ xᵢ·ICᵢ satisfy the equation for every x.
        Fr[] lie = [Fr.From(1), Fr.From(2)];
        G1Jacobian inputs = key.PublicInputBases[0].ToJacobian() + (key.PublicInputBases[1] * lie[0]) + (key.PublicInputBases[2] * lie[1]);
        Proof forged = new(key.Alpha, key.Beta, (-inputs).ToAffine());
        Pairing.ProductIsOne((-forged.A, forged.B), (key.Alpha, key.Beta), (inputs.ToAffine(), generator), (forged.C, generator)).Should().BeTrue();

        VerifyingKey Make(G2Affine gamma, G2Affine delta) => new(key.Alpha, key.Beta, gamma, delta, key.PublicInputBases, key.CircuitDigest, key.Setup);
        FluentActions.Invoking(() => Make(generator, generator)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Make(key.Delta, key.Delta)).Should().Throw<ArgumentException>().WithMessage("*γ is ±δ*forge*");
        FluentActions.Invoking(() => Make(key.Delta, -key.Delta)).Should().Throw<ArgumentException>().WithMessage("*γ is ±δ*forge*");
        FluentActions.Invoking(() => Make(key.Beta, key.Delta)).Should().Throw<ArgumentException>().WithMessage("*β is ±γ*forge*");
        FluentActions.Invoking(() => Make(key.Gamma, -key.Beta)).Should().Throw<ArgumentException>().WithMessage("*or ±δ*forge*");
        FluentActions.Invoking(() => Make(key.Delta, generator)).Should().Throw<ArgumentException>().WithMessage("*nobody contributed*");
        FluentActions.Invoking(() => Make(key.Delta, -generator)).Should().Throw<ArgumentException>().WithMessage("*nobody contributed*");
        FluentActions.Invoking(() => Make(key.Gamma, G2Affine.Infinity)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_key_without_a_first_phase_is_refused_because_anyone_can_forge_with_it()
    {
        // With α = 1 and phase 1's powers of τ in G2: B = β + V' for V' = (V + W)/(1 + U), row by row, and no constraint needs to hold.
        Trapdoor weak = Trapdoor.Random() with { Alpha = Fr.One };
        FluentActions.Invoking(() => DevelopmentSetup.Run(Samples.System, null, weak, CommitmentTrapdoor.Random(), 1, CancellationToken.None)).Should().Throw<ArgumentException>().WithMessage("*first phase*");
        Pairing.ProductIsOne(ForgeryUnderAlphaOne(weak)).Should().BeTrue("that is the forgery");

        VerifyingKey key = Samples.VerifyingKey;
        foreach (G1Affine alpha in (G1Affine[])[G1Affine.Generator, -G1Affine.Generator]) Making(alpha, key.Beta).Should().Throw<ArgumentException>().WithMessage("*first phase*");
        foreach (G2Affine beta in (G2Affine[])[G2Affine.Generator, -G2Affine.Generator]) Making(key.Alpha, beta).Should().Throw<ArgumentException>().WithMessage("*first phase*");

        Action Making(G1Affine alpha, G2Affine beta) => () => _ = new VerifyingKey(alpha, beta, key.Gamma, key.Delta, key.PublicInputBases, key.CircuitDigest, key.Setup);
    }

    /// <summary>The verifier's pairings for a witness that satisfies nothing. Of τ it takes only what phase 1 publishes: the Lagrange basis in either group.</summary>
    private static (G1Affine, G2Affine)[] ForgeryUnderAlphaOne(Trapdoor secret)
    {
        ConstraintSystem system = Samples.System;
        Fr[] values = [Fr.One, Fr.From(12345), Fr.From(678), Fr.From(3), Fr.From(11), Fr.From(5)];
        Witness witness = new(values, 2);
        system.FirstUnsatisfied(witness).Should().NotBeNull();
        QuadraticProgramAtPoint program = QuadraticProgramAtPoint.Evaluate(system, secret.Tau);
        EvaluationDomain<Fr> domain = EvaluationDomain<Fr>.ForSize(QuadraticProgramAtPoint.Rows(system));
        Fr[] lagrange = domain.LagrangeAt(secret.Tau), u = new Fr[domain.Size], v = new Fr[domain.Size];
        Fr[] a = new Fr[system.ConstraintCount], b = new Fr[a.Length], c = new Fr[a.Length];
        system.Evaluate(witness, a, b, c);
        Fr ofB = secret.Beta;
        for (int i = 0; i < u.Length; i++)
        {
            u[i] = Fr.One + (i < a.Length ? a[i] : i <= a.Length + system.PublicInputCount ? values[i - a.Length] : Fr.Zero);
            v[i] = i < a.Length ? (b[i] + c[i]) * u[i].Inverse() : Fr.Zero;
            ofB += lagrange[i] * v[i];
        }

        Fr[] quotient = Quotient.OddEvaluations(u, v);
        Fr ofA = secret.Alpha, ofInputs = Fr.Zero, ofRest = Fr.Zero;
        for (int i = 0; i < values.Length; i++)
        {
            Fr combined = ((secret.Beta * program.U[i]) + (secret.Alpha * program.V[i]) + program.W[i]) * values[i];
            ofA += program.U[i] * values[i];
            if (i <= system.PublicInputCount) ofInputs += combined;
            else ofRest += combined;
        }

        for (int i = 0; i < quotient.Length; i++) ofRest += quotient[i] * program.OddLagrange[i];
        G1Affine InG1(Fr logarithm) => (G1Affine.Generator * logarithm).ToAffine();
        G2Affine InG2(Fr logarithm) => (G2Affine.Generator * logarithm).ToAffine();
        return [(InG1(-ofA), InG2(ofB)), (InG1(secret.Alpha), InG2(secret.Beta)), (InG1(ofInputs), G2Affine.Generator), (InG1(ofRest * secret.Delta.Inverse()), InG2(secret.Delta))];
    }

    [Fact]
    public void A_key_does_not_change_after_it_was_checked()
    {
        VerifyingKey honest = Samples.VerifyingKey;
        G1Affine[] bases = [.. honest.PublicInputBases];
        VerifyingKey key = new(honest.Alpha, honest.Beta, honest.Gamma, honest.Delta, bases, honest.CircuitDigest, honest.Setup);
        bases[1] = G1Affine.Infinity;
        key.PublicInputBases[1].Should().Be(honest.PublicInputBases[1]);
    }

    [Fact]
    public void A_key_that_does_not_bind_its_public_inputs_is_refused()
    {
        VerifyingKey key = Samples.VerifyingKey;
        (G1Affine constant, G1Affine first, G1Affine second) = (key.PublicInputBases[0], key.PublicInputBases[1], key.PublicInputBases[2]);

        FluentActions.Invoking(() => With(constant, first, G1Affine.Infinity)).Should().Throw<ArgumentException>().WithMessage("*every value of that input*");
        FluentActions.Invoking(() => With(constant, first, first)).Should().Throw<ArgumentException>().WithMessage("*equal up to sign*");
        FluentActions.Invoking(() => With(constant, first, -first)).Should().Throw<ArgumentException>().WithMessage("*equal up to sign*");
        FluentActions.Invoking(() => With(second, first, second)).Should().Throw<ArgumentException>().WithMessage("*equal up to sign*");
        FluentActions.Invoking(() => With(constant)).Should().Throw<ArgumentException>().WithMessage("*no public input*");

        VerifyingKey With(params G1Affine[] bases) => new(key.Alpha, key.Beta, key.Gamma, key.Delta, bases, key.CircuitDigest, key.Setup);
    }
}
