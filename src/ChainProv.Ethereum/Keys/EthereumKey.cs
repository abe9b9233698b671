using System.Security.Cryptography;

namespace ChainProv.Ethereum.Keys;

/// <summary>The secp256k1 private key of an account. It is never printed; its bytes stay in one pinned place and are zeroed on dispose.</summary>
/// <remarks>Copies that the signing library makes of the scalar while it signs are left to the garbage collector.</remarks>
public sealed class EthereumKey : IDisposable
{
    private readonly byte[] _secret = GC.AllocateArray<byte>(Secp256k1.PrivateKeySize, pinned: true);
    private bool _disposed;

    /// <summary>Copies the 32 bytes of <paramref name="secret"/>; the caller zeroes its own.</summary>
    /// <exception cref="FormatException">They are no private key: not 32, zero, or not below the group order.</exception>
    public EthereumKey(ReadOnlySpan<byte> secret)
    {
        if (!Secp256k1.IsPrivateKey(secret))
            throw new FormatException("a private key is 32 bytes, not zero and below the order of secp256k1");
        secret.CopyTo(_secret);
        Address = Address.FromPublicKey(Secp256k1.PublicKey(_secret));
    }

    /// <summary>The account.</summary>
    public Address Address { get; }

    /// <summary>A new key from the system's secure randomness.</summary>
    public static EthereumKey Generate()
    {
        Span<byte> secret = stackalloc byte[Secp256k1.PrivateKeySize];
        do
            RandomNumberGenerator.Fill(secret);
        while (!Secp256k1.IsPrivateKey(secret));
        EthereumKey key = new(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <summary>Signs a digest: deterministic (RFC 6979), s in the lower half.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public EthereumSignature Sign(Hash32 digest)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Secp256k1.Sign(digest, _secret);
    }

    /// <summary>The address; never the secret.</summary>
    public override string ToString() => $"key of {Address}";

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _disposed = true;
    }

    /// <summary>The secret itself, for writing key files only.</summary>
    internal ReadOnlySpan<byte> RevealSecret()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _secret;
    }
}
