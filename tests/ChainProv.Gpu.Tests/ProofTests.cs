using ChainProv.Circuits;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;

namespace ChainProv.Gpu.Tests;

/// <summary>A whole proof, with all that it asks of a device.</summary>
public sealed class ProofTests
{
    public static TheoryData<string> Devices { get; } = new(TestDevices.Names);

    [Theory, MemberData(nameof(Devices))]
    public void Proofs_made_on_the_device_verify(string name)
    {
        PowerCircuit circuit = new(exponent: 200);
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        ProvingKey key = DevelopmentSetup.Run(system);
        Witness witness = Witness.Generate(circuit, 3);
        for (int i = 0; i < 2; i++)
        {
            Proof proof = Groth16Prover.Prove(key, system, witness, TestDevices.Get(name));
            Groth16Verifier.Verify(key.VerifyingKey, proof, witness.PublicInputs.Span).Should().BeTrue();
        }
    }

    /// <summary>Knows x with x^exponent = power.</summary>
    private sealed class PowerCircuit(int exponent) : ICircuit<int>
    {
        public int Placeholder => 1;

        public void Define(ICircuitBuilder circuit, int statement)
        {
            Fr x = Fr.From((ulong)statement), value = x;
            for (int i = 1; i < exponent; i++) value *= x;
            Wire power = circuit.Public("power", value), root = circuit.Private("x", x), current = root;
            value = x;
            for (int i = 2; i < exponent; i++)
            {
                value *= x;
                Wire next = circuit.Private("next", value);
                circuit.Constrain("step", current, root, next);
                current = next;
            }

            circuit.Constrain("last", current, root, power);
        }
    }
}
