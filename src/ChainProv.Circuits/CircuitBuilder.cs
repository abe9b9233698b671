using ChainProv.Circuits.Gadgets;
using ChainProv.Cryptography.Commitments;

namespace ChainProv.Circuits;

/// <summary>What compiling and witness generation share: numbering, scopes, and the order of declarations.</summary>
/// <remarks>
/// Wire 0 is the constant 1, then come the stated public inputs, the challenge, the vectors' evaluation at it, and the hidden wires. Whether there is a challenge is
/// known at the end: until then it and the evaluation have numbers of their own, above all others.
/// </remarks>
internal abstract class CircuitBuilder : ICircuitBuilder
{
    /// <summary>The numbers of challenge and evaluation until <see cref="FinalNumber"/> is known.</summary>
    protected const int ChallengeNumber = 1 << 30, EvaluationNumber = ChallengeNumber + 1;

    private readonly List<(CircuitPath? Path, Action Define)> _before = [];
    private readonly List<(CircuitPath? Path, Action<Wire> Define)> _after = [];
    private readonly Dictionary<Type, object> _shared = [];

    /// <summary>Wires without the late public inputs.</summary>
    protected int WireCount { get; private set; } = 1;

    protected int StatedInputCount { get; private set; }

    /// <summary>Whether the definition uses the challenge.</summary>
    protected bool UsesChallenge => _after.Count > 0;

    /// <summary>Public inputs after the stated ones.</summary>
    protected int LateInputCount => !UsesChallenge ? 0 : Links.ChunkCount > 0 ? 2 : 1;

    /// <summary>The vectors that the definition is linked to.</summary>
    protected VectorLinks Links { get; } = new();

    /// <summary>Whether what is declared now may depend on the challenge.</summary>
    protected bool IsAfterChallenge { get; private set; }

    protected CircuitPath? Path { get; private set; }

    public Wire Public(string name, Fr value)
    {
        if (WireCount != StatedInputCount + 1)
            throw new InvalidOperationException($"The public input {Here(name)} comes after a hidden wire.");
        StatedInputCount++;
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

    public Wire[] Committed(string name, CommittedVector vector)
    {
        LinkVectors();
        return Links.Declare(this, name, vector);
    }

    public Wire[] Committed(string name, BlobVector blob)
    {
        LinkVectors();
        return Links.Declare(this, name, blob);
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

    /// <summary>The public input that is the vectors' evaluation at the challenge: theirs, whatever the wires are.</summary>
    protected abstract Wire DeclareEvaluation(Wire challenge);

    protected abstract Wire OnPublic(int wire, string name, Fr value);

    protected abstract Wire OnHint(int wire, string name, Func<Fr> value);

    protected abstract void OnCommit(Wire wire);

    protected string Here(string name) => CircuitPath.Join(Path, name);

    /// <summary>The challenge and the evaluation come after the stated public inputs, and the hidden wires after them.</summary>
    protected int FinalNumber(int wire) => wire >= ChallengeNumber ? StatedInputCount + 1 + wire - ChallengeNumber : wire <= StatedInputCount ? wire : wire + LateInputCount;

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

    /// <summary>The evaluation is asserted once, for all vectors.</summary>
    private void LinkVectors()
    {
        RequireBeforeChallenge();
        if (Links.ChunkCount == 0) AfterChallenge(challenge => Links.AssertEvaluation(this, challenge, DeclareEvaluation(challenge)));
    }

    private CircuitScope Enter(string name, int? index)
    {
        CircuitScope scope = new(this, Path);
        Path = new CircuitPath(Path, name, index);
        return scope;
    }
}
