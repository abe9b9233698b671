namespace ChainProv.Prover.Anchoring;

/// <summary>Chains for trying out, known by their ids: anvil and hardhat, ganache.</summary>
internal static class LocalChains
{
    public static bool Contains(ulong chainId) => chainId is 31337 or 1337;
}
