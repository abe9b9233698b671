namespace ChainProv.Groth16;

/// <summary>A proof that was just made does not verify: its proving key is damaged, or was made to be.</summary>
public sealed class DamagedKeyException() : Exception("The proof that was just made does not verify: the proving key is damaged. Make or fetch the key again.");
