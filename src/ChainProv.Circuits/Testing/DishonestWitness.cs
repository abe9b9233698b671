namespace ChainProv.Circuits.Testing;

/// <summary>Witnesses of statements that may be false: how tests play a prover who goes on after a broken constraint.</summary>
public static class DishonestWitness
{
    public static Witness Of<TStatement>(ICircuit<TStatement> circuit, TStatement statement, ConstraintSystem system, Challenger challenger) =>
        new WitnessBuilder(system, challenger, goOn: true).Generate(circuit, statement);
}
