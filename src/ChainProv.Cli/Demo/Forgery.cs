namespace ChainProv.Cli.Demo;

/// <summary>Something that must not work.</summary>
/// <param name="Name">Its name in the demo's answer.</param>
/// <param name="What">In words.</param>
/// <param name="Reason">Why a contract must refuse it: another reason would mean that the forgery was never really tried.</param>
/// <param name="Attempt">Tries it, off chain and on chain.</param>
internal sealed record Forgery(string Name, string What, string Reason, Func<Story, CancellationToken, Task<Refusal>> Attempt)
{
    public bool IsRefusedBy(Refusal refusal) => refusal.OffChain is not null && refusal.OnChain?.StartsWith(Reason, StringComparison.Ordinal) == true;

    /// <summary>All of them, in an order in which they can be tried: the last one revokes the dataset.</summary>
    public static IReadOnlyList<Forgery> All { get; } =
    [
        .. StatementForgeries.All, .. WeightForgeries.All, .. ContextForgeries.All, .. ProofForgeries.All, .. ResponseForgeries.All, .. AuthorityForgeries.All,
    ];
}
