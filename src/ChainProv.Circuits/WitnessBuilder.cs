namespace ChainProv.Circuits;

/// <summary>Computes values and checks each constraint as it is declared.</summary>
/// <param name="goOn">Whether to go on after a broken constraint.</param>
/// <param name="overrideHint">Replaces a wire's honest value: how tests play the dishonest prover.</param>
internal sealed class WitnessBuilder(bool goOn = false, Func<int, Fr, Fr>? overrideHint = null) : CircuitBuilder
{
    private readonly List<Fr> _values = [Fr.One];
    private int _constraints;

    public UnsatisfiedConstraint? FirstUnsatisfied { get; private set; }

    public override void Constrain(string name, Wire a, Wire b, Wire c)
    {
        int index = _constraints++;
        if (a.Value * b.Value == c.Value) return;
        UnsatisfiedConstraint unsatisfied = new(index, Here(name), a.Value, b.Value, c.Value);
        if (!goOn) throw new UnsatisfiedConstraintException(unsatisfied);
        FirstUnsatisfied ??= unsatisfied;
    }

    public Witness Build() => new([.. _values], PublicInputCount);

    protected override Wire OnPublic(int wire, string name, Fr value) => Declare(value);

    protected override Wire OnHint(int wire, string name, Func<Fr> value)
    {
        Fr honest = value();
        return Declare(overrideHint is null ? honest : overrideHint(wire, honest));
    }

    private Wire Declare(Fr value)
    {
        _values.Add(value);
        return Wire.OfWitness(value);
    }
}
