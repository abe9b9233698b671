using ChainProv.Cryptography.Hashing;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Poseidon2 in a circuit: three constraints for each S-box x⁵, nothing for the linear layers.</summary>
public static class Poseidon2Gadget
{
    private static readonly Fr Two = Fr.From(2);

    /// <summary><c>node(l, r)</c>: 216 constraints.</summary>
    public static Wire Compress(this ICircuitBuilder circuit, string name, Wire left, Wire right)
    {
        Wire[] state = [left, right];
        circuit.Permute(name, Poseidon2.Width2, state);
        return state[0] + left;
    }

    /// <summary><c>sponge(tag; inputs)</c>: 240 constraints for every two inputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs.</exception>
    public static Wire Hash(this ICircuitBuilder circuit, string name, HashTag tag, params ReadOnlySpan<Wire> inputs)
    {
        using CircuitScope scope = circuit.Scope(name);
        Wire[] state = [Wire.Zero, Wire.Zero, tag.Capacity(inputs.Length)];
        for (int i = 0; i < inputs.Length; i += Poseidon2.Rate)
        {
            state[0] += inputs[i];
            if (i + 1 < inputs.Length) state[1] += inputs[i + 1];
            using CircuitScope block = circuit.Scope("block", i / Poseidon2.Rate);
            circuit.Permute("permutation", Poseidon2.Width3, state);
        }

        return state[0];
    }

    /// <summary>Permutes a state in place: 216 constraints for width 2, 240 for width 3.</summary>
    /// <exception cref="ArgumentException">The state has not the permutation's width.</exception>
    public static void Permute(this ICircuitBuilder circuit, string name, Poseidon2Permutation<Fr> permutation, Span<Wire> state)
    {
        if (state.Length != permutation.Width)
            throw new ArgumentException($"The state must have {permutation.Width} wires, not {state.Length}.", nameof(state));
        using CircuitScope scope = circuit.Scope(name);
        MixExternal(state);
        for (int round = 0; round < Poseidon2Permutation<Fr>.FullRounds + Poseidon2Permutation<Fr>.PartialRounds; round++)
        {
            using CircuitScope inner = circuit.Scope("round", round);
            ReadOnlySpan<Fr> constants = permutation.RoundConstants(round);
            if (Poseidon2Permutation<Fr>.IsFull(round))
            {
                for (int i = 0; i < state.Length; i++)
                {
                    using CircuitScope element = circuit.Scope("element", i);
                    state[i] = circuit.FifthPower(state[i] + constants[i], Wire.Zero);
                }

                MixExternal(state);
            }
            else
            {
                state[0] = circuit.FifthPower(state[0] + constants[0], Anchor(state));
                MixInternal(state);
            }
        }
    }

    /// <summary>
    /// x⁵ by three products. The third allocates not y = x⁵ but v = y + anchor as the new wire: in partial rounds the elements without
    /// S-box would otherwise gather one more term every round, and rows would grow to sixty entries.
    /// </summary>
    private static Wire FifthPower(this ICircuitBuilder circuit, Wire x, Wire anchor)
    {
        Wire square = circuit.Multiply("square", x, x);
        Wire fourth = circuit.Multiply("fourth", square, square);
        Wire shifted = circuit.Hint("fifth", () => (fourth.Value * x.Value) + anchor.Value);
        circuit.Constrain("fifth", fourth, x, shifted - anchor);
        return shifted - anchor;
    }

    /// <summary>
    /// The linear functional of the elements without S-box that makes them combinations of the last two anchored wires v alone. For
    /// width 2 the new element is y + 3s₁, so v = y + 3s₁ is that element itself. For width 3, s₁′ = y + 2s₁ + s₂ and s₂′ = y + s₁ + 3s₂;
    /// with v = y + 5s₂ all terms but the last two cancel: s₁′ = v − 2v₋₁ and s₂′ = v − v₋₁ (from the third partial round on).
    /// </summary>
    private static Wire Anchor(ReadOnlySpan<Wire> state) => state[^1] * Fr.From(state.Length == 2 ? 3UL : 5UL);

    private static void MixExternal(Span<Wire> state)
    {
        Wire sum = Sum(state);
        for (int i = 0; i < state.Length; i++) state[i] += sum;
    }

    private static void MixInternal(Span<Wire> state)
    {
        Wire sum = Sum(state);
        state[^1] *= Two;
        for (int i = 0; i < state.Length; i++) state[i] += sum;
    }

    private static Wire Sum(ReadOnlySpan<Wire> state)
    {
        Wire sum = state[0];
        for (int i = 1; i < state.Length; i++) sum += state[i];
        return sum;
    }
}
