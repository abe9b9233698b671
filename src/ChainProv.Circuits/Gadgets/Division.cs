using System.Numerics;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Division with remainder, as integers.</summary>
public static class Division
{
    /// <summary>The quotient and the remainder: dividend = quotient · divisor + remainder, remainder &lt; divisor. A zero divisor is
    /// refused.</summary>
    /// <remarks>Quotient and divisor together have less than 254 bits, so that the equation holds over the integers and not only modulo
    /// r.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Dividend and divisor have more than 253 bits together.</exception>
    public static (UnsignedInteger Quotient, UnsignedInteger Remainder) Divide(
        this ICircuitBuilder circuit, string name, UnsignedInteger dividend, UnsignedInteger divisor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dividend.Bits + divisor.Bits, UnsignedInteger.MaxBits - 1, nameof(dividend));
        using CircuitScope scope = circuit.Scope(name);
        Wire quotient = circuit.Hint("quotient", () => DivideOrZero(dividend.Wire.Value, divisor.Wire.Value).Quotient);
        Wire remainder = circuit.Hint("remainder", () => DivideOrZero(dividend.Wire.Value, divisor.Wire.Value).Remainder);
        UnsignedInteger rangedQuotient = circuit.AssertRange("quotient", quotient, dividend.Bits);
        UnsignedInteger rangedRemainder = circuit.AssertRange("remainder", remainder, divisor.Bits);
        circuit.AssertLess("remainder-below-divisor", rangedRemainder, divisor);
        circuit.Constrain("dividend", quotient, divisor, dividend.Wire - remainder);
        return (rangedQuotient, rangedRemainder);
    }

    private static (Fr Quotient, Fr Remainder) DivideOrZero(Fr dividend, Fr divisor)
    {
        if (divisor.IsZero) return (Fr.Zero, Fr.Zero);
        (BigInteger quotient, BigInteger remainder) = BigInteger.DivRem(dividend.ToBigInteger(), divisor.ToBigInteger());
        return (Fr.From(quotient), Fr.From(remainder));
    }
}
