namespace ChainProv.Circuits;

/// <summary>A value for every wire: the constant 1, the public inputs, the hidden wires. It contains secrets.</summary>
public sealed class Witness
{
    private readonly Fr[] _values;
    private readonly int _publicInputCount;

    /// <summary>A witness from its values, which may break constraints.</summary>
    /// <exception cref="ArgumentException">The first value is not 1, or there are fewer values than public inputs.</exception>
    public Witness(Fr[] values, int publicInputCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(publicInputCount);
        if (values.Length <= publicInputCount || values[0] != Fr.One)
            throw new ArgumentException("A witness is the constant 1, then all public inputs, then hidden values.", nameof(values));
        _values = values;
        _publicInputCount = publicInputCount;
    }

    /// <summary>All values; the first is 1.</summary>
    public ReadOnlyMemory<Fr> Values => _values;

    public ReadOnlyMemory<Fr> PublicInputs => _values.AsMemory(1, _publicInputCount);

    /// <summary>Makes the witness of a statement, checking every constraint on the way.</summary>
    /// <exception cref="UnsatisfiedConstraintException">The statement is false.</exception>
    /// <exception cref="InvalidOperationException">The circuit uses a challenge.</exception>
    public static Witness Generate<TStatement>(ICircuit<TStatement> circuit, TStatement statement) => new WitnessBuilder().Generate(circuit, statement);

    /// <summary>Makes the witness of a statement of a circuit that may use a challenge, checking every constraint on the way.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="statement">What is to be proved.</param>
    /// <param name="system">The circuit, compiled.</param>
    /// <param name="challenger">Draws the challenge when all that comes before it is known; not called where the circuit uses none.</param>
    /// <exception cref="UnsatisfiedConstraintException">The statement is false.</exception>
    /// <exception cref="ArgumentException">It is of another shape than the one that the circuit was compiled for.</exception>
    public static Witness Generate<TStatement>(ICircuit<TStatement> circuit, TStatement statement, ConstraintSystem system, Challenger challenger) =>
        new WitnessBuilder(system, challenger).Generate(circuit, statement);
}
