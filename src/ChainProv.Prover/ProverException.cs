namespace ChainProv.Prover;

/// <summary>A failure that trying again does not mend: what is configured, stored and on the chain does not fit together. The message is one sentence.</summary>
public class ProverException : Exception
{
    /// <summary>A failure with its sentence and, where there is one, its cause.</summary>
    public ProverException(string message, Exception? innerException = null, ProverFailure kind = ProverFailure.Configuration)
        : base(message, innerException) => Kind = kind;

    /// <summary>What is at fault.</summary>
    public ProverFailure Kind { get; }
}
