using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Api;

/// <summary>A circuit.</summary>
/// <param name="Slots">How many datasets a release may declare.</param>
/// <param name="CircuitDigest">The circuit.</param>
/// <param name="Setup">development or ceremony.</param>
public sealed record CircuitResponse(int Slots, Hash32 CircuitDigest, string Setup)
{
    internal static CircuitResponse Of(CircuitInfo circuit) =>
        new(circuit.Slots, circuit.CircuitDigest, SetupName.Of(circuit.Setup));
}
