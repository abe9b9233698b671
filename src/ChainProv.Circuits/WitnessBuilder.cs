namespace ChainProv.Circuits;

/// <summary>Computes values and checks each constraint as it is declared.</summary>
/// <param name="system">The compiled circuit, where the definition uses the challenge: it knows which wires are committed to.</param>
/// <param name="challenger">Draws the challenge.</param>
/// <param name="goOn">Whether to go on after a broken constraint.</param>
/// <param name="overrideHint">Replaces a wire's honest value: how tests play the dishonest prover.</param>
internal sealed class WitnessBuilder(
    ConstraintSystem? system = null, Challenger? challenger = null, bool goOn = false, Func<int, Fr, Fr>? overrideHint = null) : CircuitBuilder
{
    private readonly List<Fr> _values = [Fr.One];
    private int _constraints;
    private Fr? _challenge;

    public UnsatisfiedConstraint? FirstUnsatisfied { get; private set; }

    public Witness Generate<TStatement>(ICircuit<TStatement> circuit, TStatement statement)
    {
        Run(circuit, statement);
        return _challenge is not Fr challenge
            ? new([.. _values], PublicInputCount)
            : new([.. _values[..(PublicInputCount + 1)], challenge, .. _values[(PublicInputCount + 1)..]], PublicInputCount + 1);
    }

    public override void Constrain(string name, Wire a, Wire b, Wire c)
    {
        int index = _constraints++;
        if (a.Value * b.Value == c.Value) return;
        UnsatisfiedConstraint unsatisfied = new(index, Here(name), a.Value, b.Value, c.Value);
        if (!goOn) throw new UnsatisfiedConstraintException(unsatisfied);
        FirstUnsatisfied ??= unsatisfied;
    }

    protected override Wire OnPublic(int wire, string name, Fr value) => Declare(value);

    protected override Wire OnHint(int wire, string name, Func<Fr> value)
    {
        Fr honest = value();
        return Declare(overrideHint is null ? honest : overrideHint(system?.UsesChallenge == true ? wire + 1 : wire, honest));
    }

    protected override void OnCommit(Wire wire)
    {
        // The compiled circuit knows.
    }

    protected override Wire DrawChallenge()
    {
        if (system is null || challenger is null) throw new InvalidOperationException("This circuit uses a challenge: its witness is made with its compiled constraint system.");
        Fr[] committed = new Fr[system.CommittedWires.Length];
        // The challenge stands between the public inputs and the hidden wires.
        for (int i = 0; i < committed.Length; i++) committed[i] = _values[system.CommittedWires.Span[i] - 1];
        _challenge = challenger(_values[1..(PublicInputCount + 1)].ToArray(), committed);
        return Wire.OfWitness(_challenge.Value);
    }

    private Wire Declare(Fr value)
    {
        _values.Add(value);
        return Wire.OfWitness(value);
    }
}
