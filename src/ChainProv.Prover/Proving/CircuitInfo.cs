using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;

namespace ChainProv.Prover.Proving;

/// <summary>A circuit that the service has a proving key for.</summary>
/// <param name="Slots">How many datasets a release may declare: 1, 4 or 16.</param>
/// <param name="CircuitDigest">SHA-256 of the constraint system.</param>
/// <param name="Setup">How the key came to be.</param>
public sealed record CircuitInfo(int Slots, Hash32 CircuitDigest, SetupKind Setup);
