using ChainProv.Circuits.Testing;

namespace ChainProv.Groth16.Tests;

/// <summary>Constraints, prover and verifiers agree on what is true, also where the prover does not look.</summary>
public sealed class ProofLayerTests
{
    [Fact]
    public void A_true_statement_is_accepted_by_every_layer() => Check().Accepts(Claim.Of(3, 11, 363, 14));

    [Fact]
    public void A_false_statement_is_refused_by_every_layer()
    {
        CheckCircuit<Claim> check = Check();
        check.Refuses(Claim.Of(3, 11, 364, 14), "product");
        check.Refuses(Claim.Of(3, 11, 363, 15), "sum");
        check.Refuses(Claim.Of(0, 0, 1, 0), "product");
    }

    [Fact]
    public void Every_public_input_is_bound_and_no_hidden_value_is_free()
    {
        CheckCircuit<Claim> check = Check();
        check.BindsEveryPublicInput(Claim.Of(3, 11, 363, 14));
        check.PerturbEveryCell(Claim.Of(3, 11, 363, 14));
        check.OverrideEveryHint(Claim.Of(3, 11, 363, 14));
    }

    private static CheckCircuit<Claim> Check() => new(new ClaimCircuit(), Groth16Layer.Ours(Samples.Key), Groth16Layer.Snarkjs(Samples.Key));
}
