namespace ChainProv.Ethereum.Rpc;

/// <summary>The filter of 2048 bits in a block's header over the addresses and topics of its logs (Yellow Paper, 4.4.1): it never misses one, and now and then holds one too many.</summary>
/// <remarks>The header's hash covers it, so a node that keeps its logs in another place than its headers contradicts itself when it leaves some out.</remarks>
public sealed class LogsBloom : IEquatable<LogsBloom>
{
    /// <summary>The number of bytes.</summary>
    public const int Size = 256;

    private readonly byte[] _bits;

    private LogsBloom(byte[] bits) => _bits = bits;

    /// <summary>The filter that a block with these logs has.</summary>
    public static LogsBloom Of(IEnumerable<Log> logs)
    {
        LogsBloom bloom = new(new byte[Size]);
        foreach (Log log in logs)
        {
            bloom.Add(log.Address.ToArray());
            foreach (Hash32 topic in log.Topics)
                bloom.Add(topic.ToArray());
        }
        return bloom;
    }

    /// <summary>Reads <c>0x</c> and 512 hexadecimal digits.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static LogsBloom Parse(string text)
    {
        byte[] bits = new byte[Size];
        Hex.Decode(text, bits);
        return new LogsBloom(bits);
    }

    /// <summary>False if no log of the block is of this contract.</summary>
    public bool MayHold(Address address) => Holds(address.ToArray());

    /// <summary>False if no log of the block has this topic.</summary>
    public bool MayHold(Hash32 topic) => Holds(topic.ToArray());

    /// <summary>Whether every bit of <paramref name="other"/> is set here too.</summary>
    public bool Contains(LogsBloom other) => _bits.Zip(other._bits).All(pair => (pair.Second & ~pair.First) == 0);

    /// <inheritdoc/>
    public bool Equals(LogsBloom? other) => other is not null && _bits.AsSpan().SequenceEqual(other._bits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LogsBloom);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_bits[0], _bits[Size / 2], _bits[Size - 1]);

    /// <summary><c>0x</c> and 512 lower-case digits.</summary>
    public override string ToString() => Hex.Encode(_bits);

    private void Add(ReadOnlySpan<byte> value)
    {
        foreach ((int place, byte bit) in BitsOf(value))
            _bits[place] |= bit;
    }

    private bool Holds(ReadOnlySpan<byte> value) => Array.TrueForAll(BitsOf(value), at => (_bits[at.Place] & at.Bit) != 0);

    /// <summary>The low 11 bits of each of the first three pairs of bytes of the Keccak-256; bit 0 is the lowest of the last byte.</summary>
    private static (int Place, byte Bit)[] BitsOf(ReadOnlySpan<byte> value)
    {
        byte[] hash = Keccak256.Hash(value).ToArray();
        (int, byte)[] bits = new (int, byte)[3];
        for (int i = 0; i < bits.Length; i++)
        {
            int number = ((hash[2 * i] << 8) | hash[(2 * i) + 1]) & ((8 * Size) - 1);
            bits[i] = (Size - 1 - (number / 8), (byte)(1 << (number % 8)));
        }
        return bits;
    }
}
