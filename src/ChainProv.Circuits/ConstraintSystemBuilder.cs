namespace ChainProv.Circuits;

/// <summary>Collects constraints; no hint is ever called.</summary>
internal sealed class ConstraintSystemBuilder : CircuitBuilder
{
    private readonly SparseMatrixBuilder _a = new(), _b = new(), _c = new();
    private readonly List<(CircuitPath? Scope, string Name)> _wires = [(null, "one")];
    private readonly List<(CircuitPath? Scope, string Name)> _constraints = [];

    public override void Constrain(string name, Wire a, Wire b, Wire c)
    {
        if (!NamesAWire(a) && !NamesAWire(b) && !NamesAWire(c))
            throw new CircuitException($"The constraint {Here(name)} holds constants only.");
        _a.Add(a.Terms);
        _b.Add(b.Terms);
        _c.Add(c.Terms);
        _constraints.Add((Path, name));
    }

    public ConstraintSystem Build() => new(
        PublicInputCount,
        _a.Build(WireCount),
        _b.Build(WireCount),
        _c.Build(WireCount),
        constraint => CircuitPath.Join(_constraints[constraint].Scope, _constraints[constraint].Name),
        wire => CircuitPath.Join(_wires[wire].Scope, _wires[wire].Name));

    protected override Wire OnPublic(int wire, string name, Fr value) => Declare(wire, name);

    protected override Wire OnHint(int wire, string name, Func<Fr> value) => Declare(wire, name);

    private Wire Declare(int wire, string name)
    {
        _wires.Add((Path, name));
        return Wire.OfSystem(wire);
    }

    private static bool NamesAWire(Wire wire) => wire.Terms is [.., { Wire: > 0 }];
}
