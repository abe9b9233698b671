namespace ChainProv.Prover.Attesting;

/// <summary>Why a response is not attested.</summary>
public enum AttestationRefusal
{
    /// <summary>The request is malformed.</summary>
    Malformed,

    /// <summary>No such model, or no such policy, is answered here.</summary>
    NotAnswered,

    /// <summary>The nonce was answered before.</summary>
    NonceUsed,

    /// <summary>No dataset of the model satisfies the policy, or its certificates are stale: the publisher must see to it.</summary>
    CannotBeShown,

    /// <summary>Too many wait; later it may do.</summary>
    Busy,

    /// <summary>The registry cannot be asked; later it may do.</summary>
    Unavailable,
}
