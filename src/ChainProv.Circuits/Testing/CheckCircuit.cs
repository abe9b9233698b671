using System.Collections.Concurrent;

namespace ChainProv.Circuits.Testing;

/// <summary>One call for each claim that a test makes about a circuit; every layer has to agree.</summary>
/// <typeparam name="TStatement">What the circuit proves.</typeparam>
public sealed class CheckCircuit<TStatement>
{
    private readonly ICircuit<TStatement> _circuit;
    private readonly IProofLayer[] _layers;

    /// <param name="circuit">Compiled once, with its placeholder.</param>
    /// <param name="layers">What must accept and refuse the same witnesses as the constraints.</param>
    /// <exception cref="CircuitException">The circuit does not compile.</exception>
    /// <exception cref="CircuitFlawException">Two wires have one path, so that what is said of it would be said of either.</exception>
    public CheckCircuit(ICircuit<TStatement> circuit, params ReadOnlySpan<IProofLayer> layers)
    {
        _circuit = circuit;
        _layers = layers.ToArray();
        System = ConstraintSystem.Compile(circuit);
        HashSet<string> paths = [];
        for (int wire = 0; wire < System.WireCount; wire++)
            if (!paths.Add(System.WireName(wire))) throw new CircuitFlawException($"Two wires are called {System.WireName(wire)}.");
    }

    public ConstraintSystem System { get; }

    /// <summary>The statement is accepted, by the constraints and by every layer; and compiling with it as placeholder changes
    /// nothing.</summary>
    /// <exception cref="CircuitFlawException">It is not.</exception>
    public void Accepts(TStatement statement)
    {
        if (ConstraintSystem.Compile(_circuit, statement).Digest != System.Digest)
            throw new CircuitFlawException("The constraints depend on the statement's values.");
        if (FirstUnsatisfied(statement) is { } broken)
            throw new CircuitFlawException($"A true statement is refused by {Describe(broken)}.");
        foreach (IProofLayer layer in _layers)
            if (!layer.Accepts(System, Maker(statement))) throw new CircuitFlawException($"{layer.Name} refuses a true statement.");
    }

    /// <summary>The statement is refused, first by the constraint of that path, and by every layer.</summary>
    /// <exception cref="CircuitFlawException">It is not.</exception>
    public void Refuses(TStatement statement, string constraint)
    {
        UnsatisfiedConstraint broken = FirstUnsatisfied(statement)
            ?? throw new CircuitFlawException($"A false statement is accepted; {constraint} was to refuse it.");
        if (broken.Name != constraint)
            throw new CircuitFlawException($"{constraint} was to refuse the statement, but {Describe(broken)} did.");
        foreach (IProofLayer layer in _layers)
            if (layer.Accepts(System, Maker(statement))) throw new CircuitFlawException($"{layer.Name} accepts a false statement.");
    }

    /// <summary>No cell of the statement's witness can be changed alone, to any other value, except those that the circuit declares free; and
    /// those can.</summary>
    /// <exception cref="CircuitFlawException">Another witness satisfies the system with the same public inputs, or a declared cell is not
    /// free.</exception>
    public void PerturbEveryCell(TStatement statement)
    {
        CellPerturbation perturbation = new(System, Witness.Generate(_circuit, statement, System, TestChallenge.Draw));
        ConcurrentDictionary<string, Fr> found = [];
        Parallel.ForEach(HiddenWires, wire =>
        {
            if (perturbation.FindFreeValue(wire) is { } value) found[System.WireName(wire)] = value;
        });
        foreach (FreeCell declared in _circuit.FreeCells)
            if (!found.TryRemove(declared.Path, out _)) throw new CircuitFlawException($"{declared.Path} is declared free but is not.");
        foreach ((string path, Fr value) in found) throw new CircuitFlawException($"{path} can be changed to {value} alone.");
    }

    /// <summary>No public input can be changed under the same hidden values: a proof speaks of it, and of no other value of it.</summary>
    /// <exception cref="CircuitFlawException">One can.</exception>
    public void BindsEveryPublicInput(TStatement statement)
    {
        CellPerturbation perturbation = new(System, Witness.Generate(_circuit, statement, System, TestChallenge.Draw));
        for (int wire = 1; wire <= System.PublicInputCount; wire++)
            if (perturbation.FindFreeValue(wire) is { } value) throw new CircuitFlawException($"The public input {System.WireName(wire)} can be changed to {value} alone.");
    }

    /// <summary>
    /// No hidden wire can be assigned another value by a prover who computes everything after it honestly, except those that the circuit
    /// declares free.
    /// </summary>
    /// <remarks>
    /// Where the constraints that end with a wire leave it no other value, that is all there is to know. Where they leave one (a bit), the whole
    /// definition runs again with it; where they leave any (a hidden input), with some: of those, this is a test and no proof.
    /// </remarks>
    /// <exception cref="CircuitFlawException">Another witness satisfies the system with the same public inputs.</exception>
    public void OverrideEveryHint(TStatement statement)
    {
        CellPerturbation perturbation = new(System, Witness.Generate(_circuit, statement, System, TestChallenge.Draw));
        HashSet<string> free = [.. _circuit.FreeCells.Select(cell => cell.Path)];
        ConcurrentBag<string> flaws = [];
        Parallel.ForEach(HiddenWires.Where(wire => !free.Contains(System.WireName(wire))), (wire, loop) =>
        {
            foreach (Fr value in perturbation.Forgeries(wire).Where(value => AcceptsOverride(statement, wire, value)))
            {
                flaws.Add($"{System.WireName(wire)} can be assigned {value}, and the rest follows.");
                loop.Stop();
            }
        });
        if (flaws.TryTake(out string? flaw)) throw new CircuitFlawException(flaw);
    }

    private IEnumerable<int> HiddenWires => Enumerable.Range(System.PublicInputCount + 1, System.WireCount - System.PublicInputCount - 1);

    private bool AcceptsOverride(TStatement statement, int wire, Fr value)
    {
        try
        {
            new WitnessBuilder(System, TestChallenge.Draw, overrideHint: (index, honest) => index == wire ? value : honest).Generate(_circuit, statement);
            return true;
        }
        catch (UnsatisfiedConstraintException)
        {
            return false;
        }
    }

    /// <summary>The first constraint that breaks, about which definition and matrices must agree.</summary>
    private UnsatisfiedConstraint? FirstUnsatisfied(TStatement statement)
    {
        WitnessBuilder builder = new(System, TestChallenge.Draw, goOn: true);
        Witness witness = builder.Generate(_circuit, statement);
        UnsatisfiedConstraint? broken = builder.FirstUnsatisfied;
        if (System.FirstUnsatisfied(witness) != broken)
            throw new CircuitFlawException(
                $"Definition and matrices disagree; the definition finds: {(broken is null ? "nothing broken" : Describe(broken))}.");
        return broken;
    }

    /// <summary>Makes the witness of a statement, true or false, for whoever draws the challenge.</summary>
    private Func<Challenger, Witness> Maker(TStatement statement) => challenger => DishonestWitness.Of(_circuit, statement, System, challenger);

    private static string Describe(UnsatisfiedConstraint broken) =>
        $"constraint {broken.Index}, {broken.Name}: {broken.A} · {broken.B} ≠ {broken.C}";
}
