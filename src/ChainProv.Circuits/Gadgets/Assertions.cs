namespace ChainProv.Circuits.Gadgets;

/// <summary>Equality, products and choice.</summary>
public static class Assertions
{
    /// <summary>a = 0. One constraint.</summary>
    public static void AssertZero(this ICircuitBuilder circuit, string name, Wire a) => circuit.Constrain(name, a, Wire.One, Wire.Zero);

    /// <summary>a = b. One constraint.</summary>
    public static void AssertEqual(this ICircuitBuilder circuit, string name, Wire a, Wire b) => circuit.Constrain(name, a, Wire.One, b);

    /// <summary>a = b where <paramref name="when"/> is 1; nothing where it is 0. One constraint.</summary>
    public static void AssertEqual(this ICircuitBuilder circuit, string name, Wire a, Wire b, Bit when) =>
        circuit.Constrain(name, when, a - b, Wire.Zero);

    /// <summary>a ≠ 0, by its inverse. One constraint.</summary>
    public static void AssertNonZero(this ICircuitBuilder circuit, string name, Wire a)
    {
        Wire inverse = circuit.Hint(name, () => InverseOrZero(a.Value));
        circuit.Constrain(name, a, inverse, Wire.One);
    }

    /// <summary>Whether a = 0. Three constraints; the third leaves no choice of the inverse where a is zero.</summary>
    public static Bit IsZero(this ICircuitBuilder circuit, string name, Wire a)
    {
        using CircuitScope scope = circuit.Scope(name);
        Wire inverse = circuit.Hint("inverse", () => InverseOrZero(a.Value));
        Wire isZero = circuit.Hint("is-zero", () => a.Value.IsZero ? Fr.One : Fr.Zero);
        circuit.Constrain("inverse", a, inverse, Wire.One - isZero);
        circuit.Constrain("is-zero", a, isZero, Wire.Zero);
        circuit.Constrain("no-inverse-of-zero", inverse, isZero, Wire.Zero);
        return Bit.Promise(isZero);
    }

    /// <summary>a · b. One constraint.</summary>
    public static Wire Multiply(this ICircuitBuilder circuit, string name, Wire a, Wire b)
    {
        Wire product = circuit.Hint(name, () => a.Value * b.Value);
        circuit.Constrain(name, a, b, product);
        return product;
    }

    /// <summary>One or the other. One constraint.</summary>
    public static Wire Select(this ICircuitBuilder circuit, string name, Bit when, Wire then, Wire otherwise)
    {
        Wire selected = circuit.Hint(name, () => when.Wire.Value.IsZero ? otherwise.Value : then.Value);
        circuit.Constrain(name, when, then - otherwise, selected - otherwise);
        return selected;
    }

    private static Fr InverseOrZero(Fr value) => value.IsZero ? Fr.Zero : value.Inverse();
}
