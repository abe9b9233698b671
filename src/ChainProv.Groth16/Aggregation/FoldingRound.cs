namespace ChainProv.Groth16.Aggregation;

/// <summary>One halving: the right halves of A, w, C with the left ones of B, v, s, and the other way round. The challenge x comes after both.</summary>
public sealed record FoldingRound(InnerProducts Left, InnerProducts Right);
