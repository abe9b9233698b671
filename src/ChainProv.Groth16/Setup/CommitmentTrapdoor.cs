namespace ChainProv.Groth16.Setup;

/// <summary>The secrets of a commitment's bases. With σ anyone can commit to what is not of the bases; η makes them independent of
/// all else: knowing it gives 1/δ in G1, which the rows xᵢ·0 = 0 of every circuit leave no use for.</summary>
internal readonly record struct CommitmentTrapdoor(Fr Sigma, Fr Eta)
{
    public static CommitmentTrapdoor Random() => new(Trapdoor.NonTrivial(), Trapdoor.NonTrivial());

    /// <summary>Never shows the secrets.</summary>
    public override string ToString() => nameof(CommitmentTrapdoor);
}
