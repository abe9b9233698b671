using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Ties wires to vectors that are committed to outside the circuit.</summary>
/// <remarks>
/// The chunks of all vectors, f₀, f₁ …, are one polynomial F = Σ Xᴹᵏ·fₖ (<see cref="FoldedVectors"/>). The circuit's wires are committed to, the challenge c is drawn from
/// that commitment and those of the vectors, and the circuit computes F(c) from its wires. The proof opens Σ cᴹᵏ·[fₖ] at c to the same value. As c comes after both
/// commitments, the wires are F's coefficients, but for at most M·chunks of the challenges; and as M is above every degree that a commitment can have, each fₖ's.
/// </remarks>
internal sealed class VectorLinks
{
    private readonly List<CommittedVector> _vectors = [];

    /// <summary>For each chunk, what computes its value at the challenge from its wires.</summary>
    private readonly List<Func<PowersOf, Wire>> _chunks = [];

    public IReadOnlyList<CommittedVector> Vectors => _vectors;

    /// <summary>N; 0 where there are no vectors.</summary>
    public int ChunkLength => _vectors.Count == 0 ? 0 : _vectors[0].Srs.Size;

    public int ChunkCount => _chunks.Count;

    /// <summary>The wires of a vector, all of them committed to; gives back those of its values.</summary>
    /// <exception cref="ArgumentException">Its chunks are not as long as those of the others.</exception>
    public Wire[] Declare(ICircuitBuilder circuit, string name, CommittedVector vector)
    {
        Add(vector);
        int capacity = ChunkLength - vector.Shape.Blinding;
        Wire[] values = Declare(circuit, name, vector.Values);
        using CircuitScope scope = circuit.Scope(name);
        Wire[] blinding = Declare(circuit, "blinding", vector.Blinding);
        for (int chunk = 0; chunk < vector.Commitments.Length; chunk++)
        {
            IEnumerable<Wire> low = values.Skip(chunk * capacity).Take(capacity), high = blinding.Skip(chunk * vector.Shape.Blinding).Take(vector.Shape.Blinding);
            (int, Wire)[] terms = [.. low.Select((wire, i) => (i, wire)), .. high.Select((wire, i) => (capacity + i, wire))];
            _chunks.Add(powers => EvaluateCoefficients(circuit, terms, powers));
        }

        return values;
    }

    /// <summary>The wires of a blob's values, all of them committed to.</summary>
    /// <exception cref="ArgumentException">The chunks of the others are not as long as a blob.</exception>
    public Wire[] Declare(ICircuitBuilder circuit, string name, BlobVector blob)
    {
        Add(blob.Coefficients);
        Wire[] values = Declare(circuit, name, blob.Blob.Elements);
        _chunks.Add(powers => EvaluateBlob(circuit, values, powers));
        return values;
    }

    /// <summary>F(c), computed from the wires, is the public evaluation.</summary>
    public void AssertEvaluation(ICircuitBuilder circuit, Wire challenge, Wire evaluation)
    {
        using CircuitScope scope = circuit.Scope("vectors");
        PowersOf powers = new(circuit, challenge);
        Wire sum = Wire.Zero;
        for (int chunk = _chunks.Count - 1; chunk >= 0; chunk--)
        {
            using CircuitScope part = circuit.Scope("chunk", chunk);
            if (chunk < _chunks.Count - 1) sum = circuit.Multiply("shift", sum, powers[1L << FoldedVectors.LogSpacing]);
            sum += _chunks[chunk](powers);
        }

        circuit.AssertEqual("evaluation", sum, evaluation);
    }

    private static Wire[] Declare(ICircuitBuilder circuit, string name, ReadOnlyMemory<Fr> values)
    {
        Wire[] wires = new Wire[values.Length];
        for (int i = 0; i < wires.Length; i++)
        {
            using CircuitScope scope = circuit.Scope(name, i);
            wires[i] = circuit.Private("value", values.Span[i]);
            circuit.Commit(wires[i]);
        }

        return wires;
    }

    /// <summary>Horner's rule, with one step across powers that have no wire.</summary>
    /// <param name="circuit">After the challenge.</param>
    /// <param name="terms">Wires, each with the power of X that it is the coefficient of, rising.</param>
    /// <param name="powers">Of the challenge.</param>
    private static Wire EvaluateCoefficients(ICircuitBuilder circuit, (int Power, Wire Wire)[] terms, PowersOf powers)
    {
        (int power, Wire sum) = terms[^1];
        for (int i = terms.Length - 2; i >= 0; i--)
        {
            sum = circuit.Multiply($"horner-{i}", sum, powers[power - terms[i].Power]) + terms[i].Wire;
            power = terms[i].Power;
        }

        return sum;
    }

    /// <summary>f(c) = (cⁿ − 1)/n · Σ qᵢ with qᵢ·(c − ωᵢ) = fᵢωᵢ: the barycentric formula, whose divisions are checked. c is a root of unity with chance n/r.</summary>
    private static Wire EvaluateBlob(ICircuitBuilder circuit, Wire[] values, PowersOf powers)
    {
        Wire challenge = powers[1];
        Wire[] quotients = new Wire[values.Length];
        Lazy<Fr[]> inverses = new(() =>
        {
            Fr[] differences = Array.ConvertAll(Blob.Roots.ToArray(), root => challenge.Value - root);
            differences.AsSpan().InvertAll();
            return differences;
        });
        for (int i = 0; i < values.Length; i++)
        {
            int place = i;
            Fr root = Blob.Roots.Span[i];
            Wire scaled = values[i] * root;
            using CircuitScope scope = circuit.Scope("term", i);
            quotients[i] = circuit.Hint("quotient", () => scaled.Value * inverses.Value[place]);
            circuit.Constrain("quotient", quotients[i], challenge - root, scaled);
        }

        Fr[] factors = new Fr[values.Length];
        Array.Fill(factors, Fr.From(Blob.ElementCount).Inverse());
        return circuit.Multiply("barycentric", powers[Blob.ElementCount] - Wire.One, Wire.InnerProduct(quotients, factors));
    }

    /// <exception cref="ArgumentException">Its chunks are not as long as those of the others.</exception>
    private void Add(CommittedVector vector)
    {
        if (_vectors.Count > 0 && vector.Srs.Size != ChunkLength)
            throw new ArgumentException($"Its chunks hold {vector.Srs.Size} coefficients, those of another vector {ChunkLength}.", nameof(vector));
        _vectors.Add(vector);
    }
}
