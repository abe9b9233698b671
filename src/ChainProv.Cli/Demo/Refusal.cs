namespace ChainProv.Cli.Demo;

/// <summary>What became of a forgery: why it was refused off chain and on chain; null where it was not refused.</summary>
/// <param name="OffChain">Empty where there is nothing to check off chain.</param>
internal sealed record Refusal(string? OffChain, string? OnChain)
{
    public const string NothingToCheck = "";
}
