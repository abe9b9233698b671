namespace ChainProv.Prover.Proving;

/// <summary>What is to be proved. It holds a witness: never to be logged, and to be zeroed after use.</summary>
/// <param name="Request">The release request.</param>
/// <param name="Attempt">Counts from 1.</param>
public sealed record ProvingTask(byte[] Request, int Attempt)
{
    /// <summary>Not the request.</summary>
    public override string ToString() => $"attempt {Attempt}";
}
