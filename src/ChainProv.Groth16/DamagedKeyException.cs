namespace ChainProv.Groth16;

/// <summary>A proving key is damaged, or was made to make proofs that tell of their witnesses. No proof was given away.</summary>
public sealed class DamagedKeyException(string problem) : Exception($"The proving key is damaged: {problem}. Make or fetch the key again.");
