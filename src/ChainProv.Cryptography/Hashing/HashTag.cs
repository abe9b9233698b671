using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChainProv.Cryptography.Hashing;

/// <summary>What a sponge hashes, by name, so that no hash of one kind of thing is a hash of another.</summary>
/// <example><c>new HashTag("chainprov/record/v1")</c></example>
public readonly struct HashTag : IEquatable<HashTag>
{
    private static readonly Fr TwoTo64 = Fr.From(ulong.MaxValue) + Fr.One;

    private readonly string? _name;

    /// <exception cref="ArgumentException">The name is empty or contains U+0000.</exception>
    public HashTag(string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        FieldText.Digest(name, "", digest);
        _name = name;
        Value = BinaryPrimitives.ReadUInt64BigEndian(digest[(FieldText.ElementBytes - 8)..]);
    }

    /// <exception cref="InvalidOperationException">The tag is <c>default</c>.</exception>
    public string Name => _name ?? throw new InvalidOperationException("A hash tag needs a name; default(HashTag) has none.");

    /// <summary>The low 64 bits of <c>element(name)</c>.</summary>
    public ulong Value { get; }

    /// <summary>The sponge's first capacity element, tag + 2⁶⁴·n: the count of inputs is part of it, which makes zero padding
    /// injective.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sponge would hash nothing.</exception>
    /// <exception cref="InvalidOperationException">The tag has no name.</exception>
    public Fr Capacity(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        _ = Name;
        return Fr.From(Value) + (TwoTo64 * Fr.From((ulong)inputs));
    }

    public bool Equals(HashTag other) => _name == other._name;

    public override bool Equals(object? obj) => obj is HashTag other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => _name ?? "";

    public static bool operator ==(HashTag left, HashTag right) => left.Equals(right);

    public static bool operator !=(HashTag left, HashTag right) => !left.Equals(right);
}
