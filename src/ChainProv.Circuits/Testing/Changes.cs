namespace ChainProv.Circuits.Testing;

/// <summary>By what a cell can change, other than by zero: everything, one value, or nothing.</summary>
/// <param name="Only">The one value; null for everything or nothing.</param>
/// <param name="IsNone">Whether it is nothing.</param>
internal readonly record struct Changes(Fr? Only, bool IsNone)
{
    public static Changes All => default;

    public static Changes None => new(null, true);

    /// <summary>The solutions d ≠ 0 of slope · d = value.</summary>
    public static Changes Solving(Fr slope, Fr value)
    {
        if (slope.IsZero) return value.IsZero ? All : None;
        return value.IsZero ? None : new(value * slope.Inverse(), false);
    }

    public Changes And(Changes other)
    {
        if (IsNone || other.IsNone) return None;
        if (Only is null) return other;
        return other.Only is null || other.Only == Only ? this : None;
    }
}
