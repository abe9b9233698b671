using ChainProv.Circuits;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;

namespace ChainProv.Groth16.Tests;

/// <summary>A circuit small enough to set up in every run: knows a and b with a·b² = product and a + b = sum.</summary>
internal sealed class SmallCircuit : ICircuit<(ulong A, ulong B)>
{
    public (ulong A, ulong B) Placeholder => (1, 1);

    public void Define(ICircuitBuilder circuit, (ulong A, ulong B) statement)
    {
        Fr a = Fr.From(statement.A), b = Fr.From(statement.B);
        Define(circuit, a, b, a * b * b, a + b);
    }

    /// <summary>With public inputs that may be false.</summary>
    public static void Define(ICircuitBuilder circuit, Fr a, Fr b, Fr claimedProduct, Fr claimedSum)
    {
        Wire product = circuit.Public("product", claimedProduct), sum = circuit.Public("sum", claimedSum);
        Wire left = circuit.Private("a", a), right = circuit.Private("b", b);
        Wire square = circuit.Private("square", b * b);
        circuit.Constrain("square", right, right, square);
        circuit.Constrain("product", left, square, product);
        circuit.Constrain("sum", left + right, Wire.One, sum);
    }
}

/// <summary>The small circuit with its key and a proof, made once for all tests.</summary>
internal static class Samples
{
    public static ConstraintSystem System { get; } = ConstraintSystem.Compile(new SmallCircuit());

    public static ProvingKey Key { get; } = DevelopmentSetup.Run(System);

    public static VerifyingKey VerifyingKey => Key.VerifyingKey;

    public static Witness Witness { get; } = Circuits.Witness.Generate(new SmallCircuit(), (3UL, 11UL));

    public static Fr[] PublicInputs { get; } = Witness.PublicInputs.ToArray();

    public static Proof Proof { get; } = Groth16Prover.Prove(Key, System, Witness);
}
