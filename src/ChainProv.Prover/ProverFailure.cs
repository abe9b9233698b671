namespace ChainProv.Prover;

/// <summary>What is at fault when the prover cannot go on.</summary>
public enum ProverFailure
{
    /// <summary>A setting: it is wrong, or does not go with the chain, the key or the database.</summary>
    Configuration,

    /// <summary>A file: a key, password, token, database or proving key that is missing, open to others, damaged, or of a newer program.</summary>
    File,

    /// <summary>The node or the chain.</summary>
    Chain,
}
