using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;

namespace ChainProv.Prover.Proving;

/// <summary>A proved release; all of it is public.</summary>
/// <param name="ReleaseId">Its identity in the registry.</param>
/// <param name="Certificate">The release's certificate (JSON, UTF-8): statement, file list and proof, all that anchoring it needs.</param>
/// <param name="Setup">How the proving key came to be.</param>
public sealed record ProvedRelease(Hash32 ReleaseId, ReadOnlyMemory<byte> Certificate, SetupKind Setup);
