using System.Security.Cryptography;

namespace ChainProv.Circuits;

/// <summary>SHA-256 over a constraint system's canonical form: two systems with one digest have the same matrices and public inputs,
/// whatever their names.</summary>
public readonly struct CircuitDigest : IEquatable<CircuitDigest>
{
    private readonly byte[]? _bytes;

    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public CircuitDigest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SHA256.HashSizeInBytes)
            throw new ArgumentException($"A digest has {SHA256.HashSizeInBytes} bytes, not {bytes.Length}.", nameof(bytes));
        _bytes = bytes.ToArray();
    }

    /// <summary>32 bytes.</summary>
    /// <exception cref="InvalidOperationException">The digest is <c>default</c>.</exception>
    public ReadOnlySpan<byte> Bytes => _bytes ?? throw new InvalidOperationException("default(CircuitDigest) is no digest.");

    public bool Equals(CircuitDigest other) => (_bytes ?? []).AsSpan().SequenceEqual(other._bytes ?? []);

    public override bool Equals(object? obj) => obj is CircuitDigest other && Equals(other);

    public override int GetHashCode() => _bytes is null ? 0 : BitConverter.ToInt32(_bytes);

    /// <summary>0x and lower-case hexadecimal.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(_bytes ?? []);

    public static bool operator ==(CircuitDigest left, CircuitDigest right) => left.Equals(right);

    public static bool operator !=(CircuitDigest left, CircuitDigest right) => !left.Equals(right);
}
