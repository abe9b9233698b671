using ChainProv.Ethereum;

namespace ChainProv.Provenance.Certificates;

/// <summary>A nonce was answered before: another answer to it could be shown in place of the first.</summary>
public sealed class NonceUsedException(Hash32 nonce) : Exception($"the nonce {nonce} was answered before: ask for a new one")
{
    public Hash32 Nonce { get; } = nonce;
}
