using System.Globalization;

namespace ChainProv.Circuits;

/// <summary>A rank-1 constraint system: (A·w)ᵢ · (B·w)ᵢ = (C·w)ᵢ for every row i, where w = (1, public inputs, hidden wires).</summary>
public sealed class ConstraintSystem
{
    private const int ConstraintsPerTask = 4096;

    private readonly Func<int, string>? _constraintName;
    private readonly Func<int, string>? _wireName;
    private readonly Lazy<CircuitDigest> _digest;

    /// <summary>A system from its matrices: how one that was not compiled here is read.</summary>
    /// <exception cref="CircuitException">There is no constraint or no public input, the matrices differ in shape, or no constraint uses a
    /// public input.</exception>
    public ConstraintSystem(
        int publicInputCount,
        SparseMatrix a,
        SparseMatrix b,
        SparseMatrix c,
        Func<int, string>? constraintName = null,
        Func<int, string>? wireName = null,
        CommitmentLayout? commitment = null)
    {
        (A, B, C) = (a, b, c);
        PublicInputCount = publicInputCount;
        _constraintName = constraintName;
        _wireName = wireName;
        Commitment = commitment;
        if (a.Rows == 0) throw new CircuitException("A circuit without constraints proves nothing.");
        if (publicInputCount <= 0) throw new CircuitException("A circuit without public inputs proves nothing about anything.");
        if (a.Rows != b.Rows || a.Rows != c.Rows || a.Columns != b.Columns || a.Columns != c.Columns)
            throw new CircuitException("A, B and C differ in shape.");
        if (publicInputCount >= a.Columns) throw new CircuitException("There are more public inputs than wires.");
        if (commitment is not null) Require(commitment);
        RefuseUnusedPublicInputs();
        _digest = new Lazy<CircuitDigest>(() => ConstraintSystemDigest.Of(this));
    }

    public SparseMatrix A { get; }

    public SparseMatrix B { get; }

    public SparseMatrix C { get; }

    /// <summary>Public inputs, without the constant 1.</summary>
    public int PublicInputCount { get; }

    /// <summary>Public inputs that a verifier is told: without the challenge, which he draws, and the vectors' evaluation, which the proof brings.</summary>
    public int StatedInputCount => PublicInputCount - (Commitment?.LateInputs ?? 0);

    /// <summary>What the challenge is drawn from; null where the circuit uses none.</summary>
    public CommitmentLayout? Commitment { get; }

    /// <summary>All wires, with the constant 1.</summary>
    public int WireCount => A.Columns;

    public int ConstraintCount => A.Rows;

    /// <summary>Names the matrices and the count of public inputs; names of wires and constraints are not part of it.</summary>
    public CircuitDigest Digest => _digest.Value;

    /// <exception cref="CircuitException">The circuit has no constraint, no public input, or a public input that no constraint
    /// uses.</exception>
    public static ConstraintSystem Compile<TStatement>(ICircuit<TStatement> circuit) => Compile(circuit, circuit.Placeholder);

    /// <summary>Compiles with the given placeholder: the system is the same for all of them, or the circuit is wrong.</summary>
    /// <exception cref="CircuitException">The circuit has no constraint, no public input, or a public input that no constraint
    /// uses.</exception>
    public static ConstraintSystem Compile<TStatement>(ICircuit<TStatement> circuit, TStatement placeholder) => ConstraintSystemBuilder.Compile(circuit, placeholder);

    public string ConstraintName(int constraint) =>
        _constraintName?.Invoke(constraint) ?? constraint.ToString(CultureInfo.InvariantCulture);

    public string WireName(int wire) => _wireName?.Invoke(wire) ?? wire.ToString(CultureInfo.InvariantCulture);

    /// <summary>A·w, B·w and C·w, each of <see cref="ConstraintCount"/> elements, on all cores.</summary>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Evaluate(Witness witness, Memory<Fr> a, Memory<Fr> b, Memory<Fr> c)
    {
        A.Multiply(witness.Values, a);
        B.Multiply(witness.Values, b);
        C.Multiply(witness.Values, c);
    }

    /// <summary>The first constraint that the witness breaks; null where it satisfies them all.</summary>
    /// <exception cref="ArgumentException">The witness is not one of a circuit of this shape.</exception>
    public UnsatisfiedConstraint? FirstUnsatisfied(Witness witness) => FirstUnsatisfied(witness, new Fr[ConstraintCount], new Fr[ConstraintCount]);

    /// <summary>As <see cref="FirstUnsatisfied(Witness)"/>, and leaves A·w and B·w.</summary>
    /// <exception cref="ArgumentException">The witness is not one of a circuit of this shape, or a span has not <see cref="ConstraintCount"/> elements.</exception>
    public UnsatisfiedConstraint? FirstUnsatisfied(Witness witness, Memory<Fr> a, Memory<Fr> b)
    {
        if (witness.PublicInputs.Length != PublicInputCount)
            throw new ArgumentException($"{witness.PublicInputs.Length} public inputs instead of {PublicInputCount}.", nameof(witness));
        Fr[] c = new Fr[ConstraintCount];
        Evaluate(witness, a, b, c);
        ParallelLoopResult result = Parallel.For(0, (c.Length + ConstraintsPerTask - 1) / ConstraintsPerTask, (task, loop) =>
        {
            if (FirstDifference(a.Span, b.Span, c, task * ConstraintsPerTask) is not null) loop.Break();
        });
        if (result.LowestBreakIteration is not { } broken) return null;
        int i = FirstDifference(a.Span, b.Span, c, (int)broken * ConstraintsPerTask)!.Value;
        return new UnsatisfiedConstraint(i, ConstraintName(i), a.Span[i], b.Span[i], c[i]);
    }

    /// <summary>Where a·b is not c, among one task's constraints.</summary>
    private static int? FirstDifference(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, ReadOnlySpan<Fr> c, int start)
    {
        int end = Math.Min(start + ConstraintsPerTask, c.Length);
        for (int i = start; i < end; i++)
            if (a[i] * b[i] != c[i]) return i;
        return null;
    }

    private void Require(CommitmentLayout commitment)
    {
        if (commitment.Wires.IsEmpty) throw new CircuitException("The challenge is used, but nothing is committed to before it.");
        if (commitment.VectorChunks < 0 || commitment.ChunkLength < 0 || (commitment.VectorChunks > 0) != (commitment.ChunkLength > 0))
            throw new CircuitException("Linked vectors have a chunk length, and nothing else has.");
        if (StatedInputCount < 0 || (StatedInputCount == 0 && commitment.VectorChunks == 0))
            throw new CircuitException("A circuit without stated public inputs or linked vectors proves nothing about anything.");
        int previous = PublicInputCount;
        foreach (int wire in commitment.Wires.Span)
        {
            if (wire <= previous || wire >= WireCount) throw new CircuitException("The committed wires do not rise strictly among the hidden ones.");
            previous = wire;
        }
    }

    /// <summary>A wire in A counts only where B is not zero, and the other way round: x · 0 = c says nothing of x.</summary>
    private void RefuseUnusedPublicInputs()
    {
        bool[] used = new bool[WireCount];
        for (int row = 0; row < ConstraintCount; row++)
        {
            if (!B.Row(row).IsEmpty) Mark(A.Row(row));
            if (!A.Row(row).IsEmpty) Mark(B.Row(row));
            Mark(C.Row(row));
        }

        void Mark(ReadOnlySpan<int> wires)
        {
            foreach (int wire in wires) used[wire] = true;
        }

        for (int wire = 1; wire <= PublicInputCount; wire++)
            if (!used[wire])
                throw new CircuitException($"No constraint uses the public input {WireName(wire)}: any value of it would be proved.");
    }
}
