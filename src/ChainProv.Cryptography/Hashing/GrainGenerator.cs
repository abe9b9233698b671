using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>The Grain LFSR in self-shrinking mode, which derives Poseidon's round constants from the instance's parameters alone.</summary>
/// <remarks>Poseidon paper (eprint 2019/458), appendix F; the same bits as <c>poseidon2_rust_params.sage</c> of
/// HorizenLabs/poseidon2.</remarks>
internal sealed class GrainGenerator
{
    private const int StateBits = 80;
    private const int WarmUpSteps = 160;

    /// <summary>Bit i of the paper's sequence is bit i here; the register shifts towards bit 0.</summary>
    private UInt128 _state;

    public GrainGenerator(int fieldBits, int width, int fullRounds, int partialRounds)
    {
        int position = 0;
        Append(1, 2);             // a prime field
        Append(0, 4);             // the S-box is a power map
        Append(fieldBits, 12);
        Append(width, 12);
        Append(fullRounds, 10);
        Append(partialRounds, 10);
        Append((1 << 30) - 1, 30);
        for (int i = 0; i < WarmUpSteps; i++) Step();

        void Append(int value, int bits)
        {
            for (int bit = bits - 1; bit >= 0; bit--)
                _state |= (UInt128)((uint)value >> bit & 1) << position++;
        }
    }

    /// <summary>The next element, by rejection: a candidate that is not below the modulus is discarded, never reduced.</summary>
    public TField Next<TField>() where TField : unmanaged, IPrimeField<TField>
    {
        Span<byte> bigEndian = stackalloc byte[TField.ByteLength];
        TField element;
        do
        {
            bigEndian.Clear();
            for (int bit = (int)TField.Modulus.GetBitLength() - 1; bit >= 0; bit--)
                bigEndian[^(1 + (bit / 8))] |= (byte)(NextBit() << (bit % 8));
        }
        while (!TField.TryRead(bigEndian, out element));
        return element;
    }

    /// <summary>Bits come in pairs; the first of a pair says whether the second is used.</summary>
    private uint NextBit()
    {
        while (Step() == 0) Step();
        return Step();
    }

    private uint Step()
    {
        uint bit = (uint)((_state >> 62) ^ (_state >> 51) ^ (_state >> 38) ^ (_state >> 23) ^ (_state >> 13) ^ _state) & 1;
        _state = (_state >> 1) | ((UInt128)bit << (StateBits - 1));
        return bit;
    }
}
