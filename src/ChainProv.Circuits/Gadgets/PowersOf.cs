using System.Numerics;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Powers of a wire, each computed when it is first asked for: a square for each bit, a product for each further bit that is set.</summary>
internal sealed class PowersOf
{
    private readonly ICircuitBuilder _circuit;
    private readonly Dictionary<long, Wire> _powers;

    public PowersOf(ICircuitBuilder circuit, Wire wire)
    {
        _circuit = circuit;
        _powers = new() { [1] = wire };
    }

    /// <summary>The power of a positive exponent.</summary>
    public Wire this[long exponent]
    {
        get
        {
            if (_powers.TryGetValue(exponent, out Wire known)) return known;
            long highest = 1L << BitOperations.Log2((ulong)exponent);
            (long left, long right) = exponent == highest ? (exponent / 2, exponent / 2) : (highest, exponent - highest);
            return _powers[exponent] = _circuit.Multiply($"power-{exponent}", this[left], this[right]);
        }
    }
}
