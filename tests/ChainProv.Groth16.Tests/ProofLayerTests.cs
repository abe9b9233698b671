using ChainProv.Circuits;
using ChainProv.Circuits.Testing;

namespace ChainProv.Groth16.Tests;

/// <summary>Constraints, prover and verifiers agree on what is true, also where the prover does not look.</summary>
public sealed class ProofLayerTests
{
    [Fact]
    public void A_true_statement_is_accepted_by_every_layer() => Check().Accepts(new(3, 11, 363, 14));

    [Fact]
    public void A_false_statement_is_refused_by_every_layer()
    {
        CheckCircuit<Claim> check = Check();
        check.Refuses(new(3, 11, 364, 14), "product");
        check.Refuses(new(3, 11, 363, 15), "sum");
        check.Refuses(new(0, 0, 1, 0), "product");
    }

    [Fact]
    public void Every_public_input_is_bound_and_no_hidden_value_is_free()
    {
        CheckCircuit<Claim> check = Check();
        check.BindsEveryPublicInput(new(3, 11, 363, 14));
        check.PerturbEveryCell(new(3, 11, 363, 14));
        check.OverrideEveryHint(new(3, 11, 363, 14));
    }

    private static CheckCircuit<Claim> Check() => new(new ClaimCircuit(), Groth16Layer.Ours(Samples.Key), Groth16Layer.Snarkjs(Samples.Key));

    private sealed record Claim(ulong A, ulong B, ulong Product, ulong Sum);

    /// <summary><see cref="SmallCircuit"/> with public inputs that may be false.</summary>
    private sealed class ClaimCircuit : ICircuit<Claim>
    {
        public Claim Placeholder => new(1, 1, 1, 2);

        public void Define(ICircuitBuilder circuit, Claim statement) =>
            SmallCircuit.Define(circuit, Fr.From(statement.A), Fr.From(statement.B), Fr.From(statement.Product), Fr.From(statement.Sum));
    }
}
