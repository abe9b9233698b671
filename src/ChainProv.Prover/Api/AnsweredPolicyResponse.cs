using ChainProv.Ethereum;
using ChainProv.Provenance.Policies;

namespace ChainProv.Prover.Api;

/// <summary>A policy that responses are attested under.</summary>
/// <param name="PolicyDigest">What a request names.</param>
/// <param name="Policy">In words.</param>
public sealed record AnsweredPolicyResponse(Hash32 PolicyDigest, ReleasePolicy Policy);
