namespace ChainProv.Cryptography.Fields;

/// <summary>Eight elements of a prime field, as limbs of w bits.</summary>
internal interface IPrimeLanes<TSelf, TField> : ILanes<TSelf, TField>
    where TSelf : unmanaged, IPrimeLanes<TSelf, TField>
    where TField : unmanaged, IPrimeField<TField>
{
    static abstract int LimbCount { get; }

    /// <summary>w: a limb counts for 2^w of the one below.</summary>
    static abstract int LimbBits { get; }

    /// <summary>As <see cref="ILanes{TSelf, TField}.Load"/>, without a multiplication, off by a constant factor: for maps that are linear, and <see cref="Pack"/> after them.</summary>
    static abstract void Unpack(ReadOnlySpan<TField> elements, out TSelf result);

    /// <summary>What <see cref="Unpack"/> does undone, of values between −p and 3p.</summary>
    static abstract void Pack(in TSelf a, Span<TField> elements);

    /// <summary>The same limbs in every lane.</summary>
    static abstract void Broadcast(ReadOnlySpan<long> limbs, out TSelf result);

    /// <summary>The value in [0, p) with limbs in [0, 2^w), of any operand that may be multiplied by 1.</summary>
    static abstract void Reduce(in TSelf a, out TSelf result);
}
