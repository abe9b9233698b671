namespace ChainProv.Prover.Attesting;

/// <summary>What came of checking a response's certificate here.</summary>
/// <param name="RegistryRootChecked">Whether the registry could be asked about its root.</param>
/// <param name="Reasons">What speaks against it; empty if it holds.</param>
public sealed record VerifiedResponse(bool RegistryRootChecked, IReadOnlyList<string> Reasons);
