using System.Numerics;

namespace ChainProv.Circuits.Gadgets;

/// <summary>The range checks of a circuit, in limbs that are looked up in one table; the size of table and limbs is what costs least for all of them.</summary>
/// <remarks>
/// A value of b bits is ⌈b/w⌉ limbs of w bits: all but the last are hinted, the last is what remains of the value, so that no constraint is needed to put them
/// together. Where b is no multiple of w, the last limb times 2^(⌈b/w⌉·w − b) is looked up as well: with the limb itself below 2^w this leaves it so many bits fewer.
/// </remarks>
internal sealed class RangeChecks
{
    /// <summary>A table of 2^16 entries pays from some tens of thousands of values on.</summary>
    private const int MaxLimbBits = 16;

    private readonly ICircuitBuilder _circuit;
    private List<(Wire Value, int Bits)> _checks = [];
    private int _rounds;

    public RangeChecks(ICircuitBuilder circuit) => _circuit = circuit;

    /// <summary>Those that are asked for when others are defined already, by what is defined just before the challenge, have a table of their own.</summary>
    public void Add(Wire value, int bits)
    {
        if (_checks.Count == 0) _circuit.BeforeChallenge(Define);
        _circuit.Commit(value);
        _checks.Add((value, bits));
    }

    /// <summary>Constraints for limbs of w bits: one a lookup, one an entry of the table.</summary>
    private static long CostOf(List<(Wire Value, int Bits)> checks, int limbBits) => checks.Sum(check => (long)LookupsOf(check.Bits, limbBits)) + (1L << limbBits) + 1;

    private static int LookupsOf(int bits, int limbBits) => ((bits + limbBits - 1) / limbBits) + (bits % limbBits == 0 ? 0 : 1);

    private void Define()
    {
        List<(Wire Value, int Bits)> checks = _checks;
        _checks = [];
        using CircuitScope scope = _circuit.Scope("ranges", _rounds++);
        int limbBits = Enumerable.Range(1, MaxLimbBits).MinBy(bits => CostOf(checks, bits));
        LookupTable table = new(_circuit, "table", [.. Enumerable.Range(0, 1 << limbBits).Select(value => new[] { Wire.Constant((ulong)value) })]);
        for (int i = 0; i < checks.Count; i++)
        {
            using CircuitScope value = _circuit.Scope("value", i);
            Split(table, checks[i].Value, checks[i].Bits, limbBits);
        }
    }

    private void Split(LookupTable table, Wire value, int bits, int limbBits)
    {
        int limbs = (bits + limbBits - 1) / limbBits;
        Wire rest = value;
        Fr shift = Fr.Reduce(BigInteger.One << limbBits).Inverse();
        Lazy<BigInteger> integer = new(() => value.Value.ToBigInteger());
        for (int i = 0; i < limbs - 1; i++)
        {
            int place = i;
            using CircuitScope scope = _circuit.Scope("limb", i);
            Wire limb = _circuit.Hint("limb", () => Fr.Reduce((integer.Value >> (place * limbBits)) & ((BigInteger.One << limbBits) - 1)));
            table.AssertContains(limb);
            rest = (rest - limb) * shift;
        }

        table.AssertContains(rest);
        if (bits % limbBits != 0) table.AssertContains(rest * Fr.Reduce(BigInteger.One << ((limbs * limbBits) - bits)));
    }
}
