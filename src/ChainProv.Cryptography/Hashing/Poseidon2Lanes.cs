using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Sixteen Poseidon2 permutations at once: two groups of eight lanes, so that one works while the other waits for its products.</summary>
/// <remarks>
/// <para>
/// <b>Partial rounds.</b> With σ the sum of the state after the S-box, the layer makes σ + s₀ of element 0, σ + s₁ of a middle one, and σ + 2s of the last.
/// The next round's constant c is added to σ, and so reaches all elements. What the others then hold too much, d, is known beforehand: it is taken off the
/// constants that come after. So a round adds one constant, k, and element 0 is ready for its S-box.
/// </para>
/// <para>
/// <b>Bounds.</b> <see cref="FrLanes.Contract"/> subtracts q·r for q = ⌊v/2^255⌋ and leaves between q·(2^255 − r) and 2^255 + q·(2^255 − r). As 2^255 is less
/// than 1.105r, a v between −4r and 21r ends between −r/2 and 16r/5. A fifth power is, as every product, between −r/2 and 5r/2.
/// An S-box and a middle element are given what was contracted, so their products are in range: 16r/5 · 16r/5 and 5r/2 · 16r/5 are below 16r².
/// A full round's layer makes at most four times 5r/2 and a constant; the first one, of what a sponge has added to, at most 4 · (5r/2 + 5r/2) + r.
/// In a partial round σ is at most 5r/2 + 2 · 16r/5 + r, and what is made of a contracted σ at most thrice 16r/5.
/// </para>
/// </remarks>
internal sealed unsafe class Poseidon2Lanes
{
    /// <summary>Permutations at once.</summary>
    public const int Count = Groups * Lanes.Count;

    /// <summary>Vectors that hold one element of all states.</summary>
    public const int Groups = 2;

    private const int HalfFullRounds = Poseidon2Permutation<Fr>.FullRounds / 2, PartialRounds = Poseidon2Permutation<Fr>.PartialRounds;

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
    /// <param name="state">Values and limbs as a product's, or the sum of a product and a result of this.</param>
    public void Permute(FrLanes* state)
    {
        FrLanes* constants = _constants;
        MixExternal(state);
        for (int round = 0; round < HalfFullRounds; round++, constants += _width) FullRound(state, constants);
        Add(state, constants++);
        for (int i = 0; i < _width; i++) Contract(state + (Groups * i));
        for (int round = 0; round < PartialRounds; round++) PartialRound(state, constants++);
        for (int round = 0; round < HalfFullRounds; round++, constants += _width) FullRound(state, constants);
        for (int i = 0; i < _width; i++) Contract(state + (Groups * i));
    }

    private static List<Fr> Constants(Poseidon2Permutation<Fr> permutation)
    {
        List<Fr> constants = [];
        for (int round = 0; round < HalfFullRounds; round++) constants.AddRange(permutation.RoundConstants(round));
        constants.AddRange(permutation.RoundConstants(HalfFullRounds));
        Fr[] excess = new Fr[permutation.Width];
        for (int round = HalfFullRounds + 1; round <= HalfFullRounds + PartialRounds; round++)
        {
            Fr next = permutation.RoundConstants(round)[0];
            constants.Add(excess.Aggregate(next, (sum, d) => sum - d));
            excess[^1] = excess[^1].Double();
            for (int i = 1; i < excess.Length; i++) excess[i] += next;
        }

        excess[0] = permutation.RoundConstants(HalfFullRounds + PartialRounds)[0];
        for (int i = 0; i < excess.Length; i++) constants.Add(permutation.RoundConstants(HalfFullRounds + PartialRounds)[i] - excess[i]);
        for (int round = HalfFullRounds + PartialRounds + 1; round < PartialRounds + (2 * HalfFullRounds); round++) constants.AddRange(permutation.RoundConstants(round));
        return constants;
    }

    private void FullRound(FrLanes* state, FrLanes* constants)
    {
        for (int i = 0; i < _width; i++)
        {
            Add(state + (Groups * i), constants + i);
            Contract(state + (Groups * i));
            FifthPower(state + (Groups * i));
        }

        MixExternal(state);
    }

    private void PartialRound(FrLanes* state, FrLanes* constant)
    {
        FifthPower(state);
        for (int group = 0; group < Groups; group++)
        {
            FrLanes.Add(state[group], *constant, out FrLanes sum);
            for (int i = 1; i < _width; i++) FrLanes.Add(sum, state[(Groups * i) + group], out sum);
            FrLanes.Contract(sum, out sum);
            FrLanes* last = state + (Groups * (_width - 1)) + group;
            FrLanes.Double(*last, out *last);
            for (int i = 0; i < _width; i++)
            {
                FrLanes* element = state + (Groups * i) + group;
                FrLanes.Add(*element, sum, out *element);
                FrLanes.Contract(*element, out *element);
            }
        }
    }

    private void MixExternal(FrLanes* state)
    {
        for (int group = 0; group < Groups; group++)
        {
            FrLanes.Add(state[group], state[Groups + group], out FrLanes sum);
            for (int i = 2; i < _width; i++) FrLanes.Add(sum, state[(Groups * i) + group], out sum);
            for (int i = 0; i < _width; i++) FrLanes.Add(state[(Groups * i) + group], sum, out state[(Groups * i) + group]);
        }
    }

    private static void Add(FrLanes* element, FrLanes* constant)
    {
        for (int group = 0; group < Groups; group++) FrLanes.Add(element[group], *constant, out element[group]);
    }

    private static void Contract(FrLanes* element)
    {
        for (int group = 0; group < Groups; group++) FrLanes.Contract(element[group], out element[group]);
    }

    private static void FifthPower(FrLanes* element)
    {
        FrLanes* fourth = stackalloc FrLanes[Groups];
        for (int group = 0; group < Groups; group++) FrLanes.Square(element[group], out fourth[group]);
        for (int group = 0; group < Groups; group++) FrLanes.Square(fourth[group], out fourth[group]);
        for (int group = 0; group < Groups; group++) FrLanes.Multiply(fourth[group], element[group], out element[group]);
    }
}
