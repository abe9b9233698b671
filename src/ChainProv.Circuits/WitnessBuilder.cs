using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Polynomials;

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
    private readonly List<Fr> _late = [];

    public UnsatisfiedConstraint? FirstUnsatisfied { get; private set; }

    public Witness Generate<TStatement>(ICircuit<TStatement> circuit, TStatement statement)
    {
        Run(circuit, statement);
        if (system is not null && system.WireCount != _values.Count + _late.Count) throw OtherShape();
        return new([.. _values[..(StatedInputCount + 1)], .. _late, .. _values[(StatedInputCount + 1)..]], StatedInputCount + _late.Count);
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
        return Declare(overrideHint is null ? honest : overrideHint(wire + (system?.Commitment?.LateInputs ?? 0), honest));
    }

    protected override void OnCommit(Wire wire)
    {
        // The compiled circuit knows.
    }

    protected override Wire DrawChallenge()
    {
        if (system?.Commitment is not { } commitment || challenger is null)
            throw new InvalidOperationException("This circuit uses a challenge: its witness is made with its compiled constraint system.");
        if (Links.ChunkCount != commitment.VectorChunks || Links.ChunkLength != commitment.ChunkLength || commitment.Wires.Span[^1] - commitment.LateInputs >= _values.Count)
            throw OtherShape();
        Fr[] committed = new Fr[commitment.Wires.Length];
        for (int i = 0; i < committed.Length; i++) committed[i] = _values[commitment.Wires.Span[i] - commitment.LateInputs];
        return DeclareLate(challenger(_values[1..(StatedInputCount + 1)].ToArray(), committed, Links.Vectors));
    }

    protected override Wire DeclareEvaluation(Wire challenge) =>
        DeclareLate(Polynomial.Evaluate<Fr>(FoldedVectors.Fold(Links.Vectors, challenge.Value), challenge.Value));

    private static ArgumentException OtherShape() => new("The statement is of another shape than the one that the circuit was compiled for.");

    private Wire DeclareLate(Fr value)
    {
        _late.Add(value);
        return Wire.OfWitness(value);
    }

    private Wire Declare(Fr value)
    {
        _values.Add(value);
        return Wire.OfWitness(value);
    }
}
