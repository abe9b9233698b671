using System.Collections.Immutable;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>A chunk's value at a point, with the proof that its commitment is under the chunk root. Which chunk and which point follow from the challenge.</summary>
/// <param name="Commitment">[f(τ)]₁.</param>
/// <param name="Value">y = f(z).</param>
/// <param name="Proof">[(f(τ) − y)/(τ − z)]₁.</param>
/// <param name="Path">The audit path, from below.</param>
public sealed record OpenedChunk(G1Affine Commitment, Fr Value, G1Affine Proof, ImmutableArray<Sha256Digest> Path);
