namespace ChainProv.Ethereum;

/// <summary>Keccak-256 as Ethereum uses it: the padding of the SHA-3 submission, not of FIPS 202.</summary>
public static class Keccak256
{
    /// <summary>The hash of <paramref name="data"/>.</summary>
    public static Hash32 Hash(ReadOnlySpan<byte> data) => new(Cryptography.Hashing.Keccak256.Hash(data));

    /// <summary>The hash of the UTF-8 bytes of <paramref name="text"/>, as in <c>keccak256("Transfer(address,address,uint256)")</c>.</summary>
    public static Hash32 Hash(string text) => Hash(System.Text.Encoding.UTF8.GetBytes(text));
}
