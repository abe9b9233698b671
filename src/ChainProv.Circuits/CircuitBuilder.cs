namespace ChainProv.Circuits;

/// <summary>What compiling and witness generation share: numbering, scopes, and the order of declarations.</summary>
/// <remarks>
/// Wire 0 is the constant 1, then come the public inputs, then the hidden wires. The challenge is a public input that is known last: until the end it has a number
/// of its own, <see cref="ChallengeNumber"/>, above all others.
/// </remarks>
internal abstract class CircuitBuilder : ICircuitBuilder
{
    /// <summary>What the challenge is called until <see cref="FinalNumber"/> is known.</summary>
    protected const int ChallengeNumber = int.MaxValue;

    private readonly List<(CircuitPath? Path, Action Define)> _before = [];
    private readonly List<(CircuitPath? Path, Action<Wire> Define)> _after = [];
    private readonly Dictionary<Type, object> _shared = [];

    /// <summary>Wires without the challenge.</summary>
    public int WireCount { get; private set; } = 1;

    /// <summary>Public inputs without the challenge.</summary>
    public int PublicInputCount { get; private set; }

    /// <summary>Whether the definition uses the challenge.</summary>
    public bool UsesChallenge => _after.Count > 0;

    /// <summary>Whether what is declared now may depend on the challenge.</summary>
    protected bool IsAfterChallenge { get; private set; }

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

    public void Commit(Wire wire)
    {
        RequireBeforeChallenge();
        OnCommit(wire);
    }

    public void BeforeChallenge(Action define)
    {
        RequireBeforeChallenge();
        _before.Add((Path, define));
    }

    public void AfterChallenge(Action<Wire> define)
    {
        RequireBeforeChallenge();
        _after.Add((Path, define));
    }

    public T Shared<T>(Func<T> create)
        where T : class
    {
        if (!_shared.TryGetValue(typeof(T), out object? shared)) _shared[typeof(T)] = shared = create();
        return (T)shared;
    }

    public CircuitScope Scope(string name) => Enter(name, null);

    public CircuitScope Scope(string name, int index) => Enter(name, index);

    internal void Leave(CircuitPath? outer) => Path = outer;

    /// <summary>Runs a definition from its beginning to its end.</summary>
    protected void Run<TStatement>(ICircuit<TStatement> circuit, TStatement statement)
    {
        circuit.Define(this, statement);
        // What is defined here may ask for more of the same.
        for (int i = 0; i < _before.Count; i++) RunIn(_before[i].Path, _before[i].Define);
        if (!UsesChallenge) return;
        Wire challenge = DrawChallenge();
        IsAfterChallenge = true;
        foreach ((CircuitPath? path, Action<Wire> define) in _after) RunIn(path, () => define(challenge));
    }

    /// <summary>The challenge, drawn from all that is public and committed.</summary>
    protected abstract Wire DrawChallenge();

    protected abstract Wire OnPublic(int wire, string name, Fr value);

    protected abstract Wire OnHint(int wire, string name, Func<Fr> value);

    protected abstract void OnCommit(Wire wire);

    protected string Here(string name) => CircuitPath.Join(Path, name);

    /// <summary>The challenge comes after the other public inputs, and the hidden wires after it. Known at the end: only then is it known whether there is one.</summary>
    protected int FinalNumber(int wire) => wire == ChallengeNumber ? PublicInputCount + 1 : wire <= PublicInputCount || !UsesChallenge ? wire : wire + 1;

    private void RunIn(CircuitPath? path, Action define)
    {
        Path = path;
        define();
        Path = null;
    }

    private void RequireBeforeChallenge()
    {
        if (IsAfterChallenge) throw new InvalidOperationException("The challenge is drawn already: there is one for all of a circuit.");
    }

    private CircuitScope Enter(string name, int? index)
    {
        CircuitScope scope = new(this, Path);
        Path = new CircuitPath(Path, name, index);
        return scope;
    }
}
