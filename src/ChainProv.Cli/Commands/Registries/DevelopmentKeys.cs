using ChainProv.Cli.Framework;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>Development keys belong on local chains.</summary>
internal static class DevelopmentKeys
{
    /// <exception cref="UsageException">The chain is not a local one, and the user did not say that it is meant.</exception>
    public static void RequireAllowed(ulong chainId, bool allowed)
    {
        if (chainId is 31337 or 1337 || allowed) return;
        throw new UsageException($"the key is a development key, with which its maker could forge proofs, and chain {chainId} is not a local one; say --allow-development-keys if that is meant");
    }
}
