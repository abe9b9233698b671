using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>The Poseidon2 permutation (eprint 2023/323) of width 2 or 3 with the S-box x⁵, 8 full and 56 partial rounds.</summary>
/// <remarks>
/// Rounds and constants are those of HorizenLabs/poseidon2 for primes of about 255 bits. The constants follow from the parameters and are
/// derived when an instance is made (about a millisecond), so there is no table to trust; tests compare them with the published ones.
/// </remarks>
public sealed class Poseidon2Permutation<TField> where TField : unmanaged, IPrimeField<TField>
{
    /// <summary>Rounds that apply the S-box to every element: half before, half after the partial rounds.</summary>
    public const int FullRounds = 8;

    /// <summary>Rounds that apply the S-box to element 0 only.</summary>
    public const int PartialRounds = 56;

    private const int HalfFullRounds = FullRounds / 2;

    private readonly TField[] _constants;

    /// <exception cref="ArgumentOutOfRangeException">The width is neither 2 nor 3.</exception>
    public Poseidon2Permutation(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 3);
        Width = width;
        GrainGenerator grain = new((int)TField.Modulus.GetBitLength(), width, FullRounds, PartialRounds);
        _constants = new TField[(FullRounds * width) + PartialRounds];
        for (int i = 0; i < _constants.Length; i++) _constants[i] = grain.Next<TField>();
    }

    public int Width { get; }

    /// <summary>Whether the round, counted from 0 to 63, applies the S-box to every element.</summary>
    public static bool IsFull(int round) => round is < HalfFullRounds or >= HalfFullRounds + PartialRounds;

    /// <summary>The constants added before the round's S-boxes: <see cref="Width"/> of them in a full round, one in a partial
    /// round.</summary>
    public ReadOnlySpan<TField> RoundConstants(int round) => round switch
    {
        < HalfFullRounds => _constants.AsSpan(round * Width, Width),
        < HalfFullRounds + PartialRounds => _constants.AsSpan((HalfFullRounds * Width) + round - HalfFullRounds, 1),
        _ => _constants.AsSpan(((round - PartialRounds) * Width) + PartialRounds, Width),
    };

    /// <summary>Permutes a state of <see cref="Width"/> elements in place.</summary>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public void Permute(Span<TField> state)
    {
        if (state.Length != Width) throw new ArgumentException($"The state must have {Width} elements, not {state.Length}.", nameof(state));
        MixExternal(state);
        for (int round = 0; round < FullRounds + PartialRounds; round++)
        {
            ReadOnlySpan<TField> constants = RoundConstants(round);
            for (int i = 0; i < constants.Length; i++) state[i] = FifthPower(state[i] + constants[i]);
            if (IsFull(round)) MixExternal(state);
            else MixInternal(state);
        }
    }

    private static TField FifthPower(TField x) => x.Square().Square() * x;

    /// <summary>The circulant matrix (2 1) or (2 1 1).</summary>
    private static void MixExternal(Span<TField> state)
    {
        TField sum = Sum(state);
        for (int i = 0; i < state.Length; i++) state[i] += sum;
    }

    /// <summary>All ones plus the diagonal (1, 2) or (1, 1, 2).</summary>
    private static void MixInternal(Span<TField> state)
    {
        TField sum = Sum(state);
        state[^1] = state[^1].Double();
        for (int i = 0; i < state.Length; i++) state[i] += sum;
    }

    private static TField Sum(ReadOnlySpan<TField> state)
    {
        TField sum = state[0];
        for (int i = 1; i < state.Length; i++) sum += state[i];
        return sum;
    }
}
