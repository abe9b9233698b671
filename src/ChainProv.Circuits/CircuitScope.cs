namespace ChainProv.Circuits;

/// <summary>A part of a circuit with a name of its own, open until disposed.</summary>
public readonly struct CircuitScope : IDisposable, IEquatable<CircuitScope>
{
    private readonly CircuitBuilder? _builder;
    private readonly CircuitPath? _outer;

    internal CircuitScope(CircuitBuilder builder, CircuitPath? outer)
    {
        _builder = builder;
        _outer = outer;
    }

    public void Dispose() => _builder?.Leave(_outer);

    public bool Equals(CircuitScope other) => ReferenceEquals(_builder, other._builder) && ReferenceEquals(_outer, other._outer);

    public override bool Equals(object? obj) => obj is CircuitScope other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_builder, _outer);

    public static bool operator ==(CircuitScope left, CircuitScope right) => left.Equals(right);

    public static bool operator !=(CircuitScope left, CircuitScope right) => !left.Equals(right);
}
