namespace ChainProv.Circuits;

/// <summary>What a circuit's challenge is drawn from, besides the stated public inputs.</summary>
/// <param name="Wires">The hidden wires that the proof commits to, rising.</param>
/// <param name="VectorChunks">How many commitments the vectors that the circuit is linked to have, all vectors together.</param>
/// <param name="ChunkLength">How many coefficients a commitment can hold; 0 where there are no vectors.</param>
public sealed record CommitmentLayout(ReadOnlyMemory<int> Wires, int VectorChunks = 0, int ChunkLength = 0)
{
    /// <summary>The public inputs that follow the stated ones: the challenge, and the vectors' evaluation at it where there are any.</summary>
    public int LateInputs => VectorChunks > 0 ? 2 : 1;
}
