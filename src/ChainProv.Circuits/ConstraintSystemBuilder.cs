namespace ChainProv.Circuits;

/// <summary>Collects constraints; no hint is ever called.</summary>
internal sealed class ConstraintSystemBuilder : CircuitBuilder
{
    private readonly SparseMatrixBuilder _a = new(), _b = new(), _c = new();
    private readonly List<(CircuitPath? Scope, string Name)> _wires = [(null, "one")];
    private readonly List<(CircuitPath? Scope, string Name)> _constraints = [];
    private readonly SortedSet<int> _committed = [];

    /// <summary>The first wire that was declared after the challenge.</summary>
    private int _firstAfterChallenge = int.MaxValue;

    public static ConstraintSystem Compile<TStatement>(ICircuit<TStatement> circuit, TStatement placeholder)
    {
        ConstraintSystemBuilder builder = new();
        builder.Run(circuit, placeholder);
        return builder.Build();
    }

    public override void Constrain(string name, Wire a, Wire b, Wire c)
    {
        if (!NamesAWire(a) && !NamesAWire(b) && !NamesAWire(c))
            throw new CircuitException($"The constraint {Here(name)} holds constants only.");
        foreach ((SparseMatrixBuilder matrix, Wire wire) in ((SparseMatrixBuilder, Wire)[])[(_a, a), (_b, b), (_c, c)])
        {
            if (IsAfterChallenge) RequireFixed(name, wire);
            matrix.Add(wire.Terms);
        }

        _constraints.Add((Path, name));
    }

    protected override Wire OnPublic(int wire, string name, Fr value) => Declare(wire, name);

    protected override Wire OnHint(int wire, string name, Func<Fr> value) => Declare(wire, name);

    protected override void OnCommit(Wire wire)
    {
        foreach ((int number, _) in wire.Terms)
            if (number > StatedInputCount) _committed.Add(number);
    }

    protected override Wire DrawChallenge()
    {
        _firstAfterChallenge = WireCount;
        return Wire.OfSystem(ChallengeNumber);
    }

    protected override Wire DeclareEvaluation(Wire challenge) => Wire.OfSystem(EvaluationNumber);

    private ConstraintSystem Build()
    {
        if (!UsesChallenge && _committed.Count > 0) throw new CircuitException("Wires are committed to, but no constraint uses the challenge.");
        int columns = WireCount + LateInputCount;
        return new(
            StatedInputCount + LateInputCount,
            _a.Build(columns, FinalNumber),
            _b.Build(columns, FinalNumber),
            _c.Build(columns, FinalNumber),
            constraint => CircuitPath.Join(_constraints[constraint].Scope, _constraints[constraint].Name),
            NameOf,
            UsesChallenge ? new CommitmentLayout(_committed.Select(FinalNumber).ToArray(), Links.ChunkCount, Links.ChunkLength) : null);
    }

    private string NameOf(int wire)
    {
        if (UsesChallenge && wire == StatedInputCount + 1) return "challenge";
        if (LateInputCount == 2 && wire == StatedInputCount + 2) return "evaluation";
        (CircuitPath? scope, string name) = _wires[wire > StatedInputCount ? wire - LateInputCount : wire];
        return CircuitPath.Join(scope, name);
    }

    private Wire Declare(int wire, string name)
    {
        _wires.Add((Path, name));
        return Wire.OfSystem(wire);
    }

    /// <exception cref="CircuitException">The combination names a hidden wire that could be chosen when the challenge is known.</exception>
    private void RequireFixed(string name, Wire wire)
    {
        foreach ((int number, _) in wire.Terms)
        {
            bool isFixed = number <= StatedInputCount || number >= _firstAfterChallenge || _committed.Contains(number);
            if (!isFixed) throw new CircuitException($"The constraint {Here(name)} uses the challenge with {CircuitPath.Join(_wires[number].Scope, _wires[number].Name)}, which is not committed to.");
        }
    }

    private static bool NamesAWire(Wire wire) => wire.Terms is [.., { Wire: > 0 }];
}
