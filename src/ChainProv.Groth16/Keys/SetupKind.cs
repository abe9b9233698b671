namespace ChainProv.Groth16.Keys;

/// <summary>How a key came to be. What a file says of itself is a claim: a key counts as a ceremony's only with a transcript that replays.</summary>
public enum SetupKind : byte
{
    /// <summary>One party knew the trapdoor when the key was made: it could have forged proofs.</summary>
    Development = 0,

    /// <summary>Several parties contributed; one honest one suffices.</summary>
    Ceremony = 1,
}
