namespace ChainProv.Circuits;

/// <summary>What compiling and witness generation share: numbering, scopes, and the order of declarations.</summary>
internal abstract class CircuitBuilder : ICircuitBuilder
{
    /// <summary>Wire 0 is the constant 1.</summary>
    public int WireCount { get; private set; } = 1;

    public int PublicInputCount { get; private set; }

    protected CircuitPath? Path { get; private set; }

    public Wire Public(string name, Fr value)
    {
        if (WireCount != PublicInputCount + 1)
            throw new InvalidOperationException($"The public input {Here(name)} comes after a hidden wire.");
        PublicInputCount++;
        return OnPublic(WireCount++, name, value);
    }

    public Wire Hint(string name, Func<Fr> value) => OnHint(WireCount++, name, value);

    public abstract void Constrain(string name, Wire a, Wire b, Wire c);

    public CircuitScope Scope(string name) => Enter(name, null);

    public CircuitScope Scope(string name, int index) => Enter(name, index);

    internal void Leave(CircuitPath? outer) => Path = outer;

    protected abstract Wire OnPublic(int wire, string name, Fr value);

    protected abstract Wire OnHint(int wire, string name, Func<Fr> value);

    protected string Here(string name) => CircuitPath.Join(Path, name);

    private CircuitScope Enter(string name, int? index)
    {
        CircuitScope scope = new(this, Path);
        Path = new CircuitPath(Path, name, index);
        return scope;
    }
}
