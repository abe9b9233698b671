namespace ChainProv.Ethereum.Keys;

/// <summary>How much work scrypt makes of one guess at a keystore's password.</summary>
/// <param name="N">The cost, a power of two; memory is 128·N·R bytes.</param>
/// <param name="R">The block size.</param>
/// <param name="P">The parallelisation.</param>
public sealed record KeystoreCost(int N, int R, int P)
{
    /// <summary>What Ethereum's wallets write: 256 MiB, about a second.</summary>
    public static KeystoreCost Standard { get; } = new(1 << 18, 8, 1);
}
