namespace ChainProv.Groth16.Setup;

/// <summary>The secrets of a commitment's bases. With σ anyone can commit to what is not of the bases; η only makes them independent.</summary>
internal readonly record struct CommitmentTrapdoor(Fr Sigma, Fr Eta)
{
    public static CommitmentTrapdoor Random() => new(Trapdoor.NonTrivial(), Trapdoor.NonTrivial());

    /// <summary>Never shows the secrets.</summary>
    public override string ToString() => nameof(CommitmentTrapdoor);
}
