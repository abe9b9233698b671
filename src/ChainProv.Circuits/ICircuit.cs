namespace ChainProv.Circuits;

/// <summary>A statement in zero knowledge: one definition gives both the constraints and the witness that satisfies them.</summary>
/// <typeparam name="TStatement">What the prover knows, public and hidden.</typeparam>
public interface ICircuit<TStatement>
{
    /// <summary>A well-formed statement, true or not, from which the constraints are compiled. Only its shape counts: no value of it
    /// reaches them.</summary>
    TStatement Placeholder { get; }

    /// <summary>Cells of the witness that more than one value satisfies, each with the reason why that is harmless. Tests refuse any
    /// other, and any that is not free.</summary>
    IReadOnlyList<FreeCell> FreeCells => [];

    /// <summary>Declares public inputs, then wires and constraints. Which ones, and in which order, must not depend on any value.</summary>
    void Define(ICircuitBuilder circuit, TStatement statement);
}
