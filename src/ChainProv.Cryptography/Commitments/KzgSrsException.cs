namespace ChainProv.Cryptography.Commitments;

/// <summary>Points that should be the powers of one secret are not.</summary>
public sealed class KzgSrsException(string problem) : FormatException($"Not a KZG reference string: {problem}.")
{
    /// <summary>The end of the sentence.</summary>
    public string Problem { get; } = problem;
}
