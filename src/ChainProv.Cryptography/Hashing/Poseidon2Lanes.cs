using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Sixteen Poseidon2 permutations at once: two groups of eight lanes, so that one works while the other waits for its products.</summary>
/// <remarks>
/// <para>
/// <b>Partial rounds.</b> With σ the sum of the state after the S-box, the layer makes σ + s₀ of element 0, σ + s₁ of a middle one, and σ + 2s of the last.
/// The next round's constant c is added to σ, and so reaches all elements. What the others then hold too much is known beforehand: it is taken off the
/// constants that come after. So a round adds one constant, and element 0 is ready for its S-box.
/// </para>
/// <para>
/// <b>Bounds.</b> A state is first contracted: <see cref="FrLanes.Contract"/> subtracts q·r for q = ⌊v/2^255⌋, and 2^255 is less than 1.105r, so of a v between −4r
/// and 5r remains what is between −r/2 and 7r/4. Four times that, and a constant, is below 8r, as is all that a layer makes: of fifth powers,
/// below 6r/5 each, in full rounds; in partial rounds, σ of 6r/5 + 2 · 8r/5 + r, and 3 · 8r/5 of it and the last element. A layer contracts such values
/// to 8r/5: it takes the multiple of r that is nearest to the middle of what v may be, of which it looks at ⌊v/2^256⌋ only. So an S-box is given at most 8r/5 + 6r/5,
/// or 8r/5 and a constant, and twice 2^52 + 2^6 in a limb. Limbs of the elements other than 0 double in a partial round, and grow by less than 2^53: carried
/// every four rounds they stay below 2^58.
/// </para>
/// </remarks>
internal sealed unsafe class Poseidon2Lanes
{
    /// <summary>Permutations at once.</summary>
    public const int Count = Groups * Lanes.Count;

    /// <summary>Vectors that hold one element of all states.</summary>
    public const int Groups = 2;

    private const int HalfFullRounds = Poseidon2Permutation<Fr>.FullRounds / 2, PartialRounds = Poseidon2Permutation<Fr>.PartialRounds;

    /// <summary>Rounds after which limbs are carried.</summary>
    private const int CarriedRounds = 4;

    private readonly int _width;

    /// <summary>In the order of use, each in all lanes; kept for ever, as the two permutations are.</summary>
    private readonly FrLanes* _constants;

    public Poseidon2Lanes(Poseidon2Permutation<Fr> permutation)
    {
        _width = permutation.Width;
        List<Fr> constants = Constants(permutation);
        _constants = Lanes.Allocate<FrLanes>((nuint)constants.Count);
        for (int i = 0; i < constants.Count; i++)
        {
            FrLanes.Load([.. Enumerable.Repeat(constants[i], Lanes.Count)], out _constants[i]);
            FrLanes.Reduce(_constants[i], out _constants[i]);
        }
    }

    /// <summary>Permutes sixteen states in place: lane l of vector 2i + g holds element i of state 8g + l.</summary>
    /// <param name="state">
    /// Values between −4r and 5r, limbs as in a sum of two products: such are the results, to which a product may be added. Those lie within 8r/5.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Permute(FrLanes* state)
    {
        FrLanes* constants = _constants;
        for (int i = 0; i < Groups * _width; i++) FrLanes.Contract(state[i], out state[i]);
        MixExternal(state, ref constants);
        for (int round = 0; round < HalfFullRounds; round++) FullRound(state, ref constants);
        for (int round = 0; round < PartialRounds; round++)
        {
            FifthPower.Apply(state);
            Poseidon2Layers.MixInternal(state, constants++, _width);
            if (round % CarriedRounds != CarriedRounds - 1) continue;
            for (int i = Groups; i < Groups * _width; i++) Carry((Vector512<long>*)(state + i));
        }

        for (int i = 1; i < _width; i++, constants++)
            for (int group = 0; group < Groups; group++) FrLanes.Add(state[(Groups * i) + group], *constants, out state[(Groups * i) + group]);
        for (int round = 0; round < HalfFullRounds; round++) FullRound(state, ref constants);
    }

    private static List<Fr> Constants(Poseidon2Permutation<Fr> permutation)
    {
        const int Partial = HalfFullRounds, Full = Partial + PartialRounds, End = Full + HalfFullRounds;
        List<Fr> constants = [];
        Fr[] none = new Fr[permutation.Width], excess = new Fr[permutation.Width];
        for (int round = 0; round < Partial; round++) constants.AddRange(permutation.RoundConstants(round));
        constants.AddRange([permutation.RoundConstants(Partial)[0], .. none[1..]]);
        for (int round = Partial + 1; round <= Full; round++)
        {
            Fr next = permutation.RoundConstants(round)[0];
            constants.Add(excess.Aggregate(next, (sum, one) => sum - one));
            excess[^1] = excess[^1].Double();
            for (int i = 1; i < excess.Length; i++) excess[i] += next;
        }

        for (int i = 1; i < excess.Length; i++) constants.Add(permutation.RoundConstants(Full)[i] - excess[i]);
        for (int round = Full + 1; round < End; round++) constants.AddRange(permutation.RoundConstants(round));
        constants.AddRange(none);
        return constants;
    }

    private void FullRound(FrLanes* state, ref FrLanes* constants)
    {
        for (int i = 0; i < _width; i++) FifthPower.Apply(state + (Groups * i));
        MixExternal(state, ref constants);
    }

    private void MixExternal(FrLanes* state, ref FrLanes* constants)
    {
        Poseidon2Layers.MixExternal(state, constants, _width);
        constants += _width;
    }

    /// <summary>Brings full limbs, of magnitude below 2^58, back between −2^6 and 2^52 + 2^6.</summary>
    private static void Carry(Vector512<long>* limbs)
    {
        Vector512<long> mask = Vector512.Create((1L << FrLanes.LimbBits) - 1);
        limbs[4] += limbs[3] >> FrLanes.LimbBits;
        for (int i = 3; i > 0; i--) limbs[i] = (limbs[i] & mask) + (limbs[i - 1] >> FrLanes.LimbBits);
        limbs[0] &= mask;
    }
}
