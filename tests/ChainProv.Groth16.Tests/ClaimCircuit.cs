using ChainProv.Circuits;

namespace ChainProv.Groth16.Tests;

/// <summary>What <see cref="SmallCircuit"/> shows, true or not.</summary>
internal sealed record Claim(Fr A, Fr B, Fr Product, Fr Sum)
{
    public static Claim Of(ulong a, ulong b, ulong product, ulong sum) => new(Fr.From(a), Fr.From(b), Fr.From(product), Fr.From(sum));
}

/// <summary><see cref="SmallCircuit"/> with public inputs that may be false.</summary>
internal sealed class ClaimCircuit : ICircuit<Claim>
{
    public Claim Placeholder => Claim.Of(1, 1, 1, 2);

    public void Define(ICircuitBuilder circuit, Claim statement) => SmallCircuit.Define(circuit, statement.A, statement.B, statement.Product, statement.Sum);
}
