using ChainProv.Cryptography.Fields;

namespace ChainProv.Circuits.Gadgets;

/// <summary>A table in which values are looked up, by logarithmic derivatives (logUp, eprint 2022/1530).</summary>
/// <remarks>
/// With a challenge c drawn after all values and after how often each entry was looked up (mⱼ):  Σᵢ 1/(c − vᵢ) = Σⱼ mⱼ/(c − tⱼ). Both sides are rational functions of
/// c; they are the same function only if every vᵢ is some tⱼ, and two that differ agree in at most n challenges, n the count of values and entries.
/// Of rows of k columns the fingerprints x₀ + c·x₁ + … + cᵏ⁻¹·xₖ₋₁ are looked up at the point c^K, where K = 2ᵏ' exceeds the degree that c has in the rest
/// (Kronecker's substitution, so that one challenge serves as two): they agree in at most K·n challenges.
/// Costs k constraints for each value and k for each entry.
/// </remarks>
public sealed class LookupTable
{
    private readonly ICircuitBuilder _circuit;
    private readonly string _name;
    private readonly Wire[][] _entries;
    private readonly List<Wire[]> _values = [];
    private Wire[]? _multiplicities;

    /// <summary>A table of one or more columns; entries are constants, public inputs or hidden wires.</summary>
    /// <param name="circuit">The circuit, before its challenge.</param>
    /// <param name="name">The last part of its wires' path.</param>
    /// <param name="entries">The rows, at least one, all of the same width.</param>
    /// <exception cref="ArgumentException">There are no rows, or they differ in width.</exception>
    public LookupTable(ICircuitBuilder circuit, string name, IReadOnlyList<Wire[]> entries)
    {
        if (entries.Count == 0 || entries[0].Length == 0) throw new ArgumentException("A table has at least one row and one column.", nameof(entries));
        if (entries.Any(row => row.Length != entries[0].Length)) throw new ArgumentException("The rows of a table have one width.", nameof(entries));
        _circuit = circuit;
        _name = name;
        _entries = [.. entries.Select(row => row.ToArray())];
        foreach (Wire cell in _entries.SelectMany(row => row)) circuit.Commit(cell);
        circuit.BeforeChallenge(CountMultiplicities);
        circuit.AfterChallenge(Constrain);
    }

    private int Width => _entries[0].Length;

    /// <summary>The row is one of the table's.</summary>
    /// <exception cref="ArgumentException">It has another width.</exception>
    /// <exception cref="InvalidOperationException">The lookups are counted already: what is defined just before the challenge makes a table of its own.</exception>
    public void AssertContains(params Wire[] row)
    {
        if (row.Length != Width) throw new ArgumentException($"The table has {Width} columns, the row {row.Length}.", nameof(row));
        if (_multiplicities is not null) throw new InvalidOperationException($"The lookups of {_name} are counted already.");
        foreach (Wire cell in row) _circuit.Commit(cell);
        _values.Add([.. row]);
    }

    /// <summary>A prover may choose the multiplicities: a choice that makes the sums equal exists only if all values are there.</summary>
    private void CountMultiplicities()
    {
        using CircuitScope scope = _circuit.Scope(_name);
        Lazy<ulong[]> counts = new(Count);
        _multiplicities = new Wire[_entries.Length];
        for (int j = 0; j < _multiplicities.Length; j++)
        {
            int entry = j;
            using CircuitScope row = _circuit.Scope("entry", j);
            _multiplicities[j] = _circuit.Hint("multiplicity", () => Fr.From(counts.Value[entry]));
            _circuit.Commit(_multiplicities[j]);
        }
    }

    /// <summary>How often each entry is looked up; a value that is nowhere counts for none, and the sums differ.</summary>
    private ulong[] Count()
    {
        ulong[] counts = new ulong[_entries.Length];
        Dictionary<RowValue, int> places = [];
        for (int j = 0; j < _entries.Length; j++) places.TryAdd(RowValue.Of(_entries[j]), j);
        foreach (Wire[] row in _values)
            if (places.TryGetValue(RowValue.Of(row), out int entry)) counts[entry]++;
        return counts;
    }

    private void Constrain(Wire challenge)
    {
        using CircuitScope scope = _circuit.Scope(_name);
        Wire point = PointOf(challenge);
        Wire[] values = new Wire[_values.Count], entries = new Wire[_entries.Length];
        for (int i = 0; i < values.Length; i++)
        {
            using CircuitScope row = _circuit.Scope("value", i);
            values[i] = point - Fingerprint(_values[i], challenge);
        }

        for (int j = 0; j < entries.Length; j++)
        {
            using CircuitScope row = _circuit.Scope("entry", j);
            entries[j] = point - Fingerprint(_entries[j], challenge);
        }

        Lazy<Fr[]> inverses = new(() => Inverses(values, entries));
        List<Wire> terms = [];
        for (int i = 0; i < values.Length; i++)
        {
            int place = i;
            using CircuitScope row = _circuit.Scope("value", i);
            Wire inverse = _circuit.Hint("inverse", () => inverses.Value[place]);
            _circuit.Constrain("inverse", inverse, values[i], Wire.One);
            terms.Add(inverse);
        }

        for (int j = 0; j < entries.Length; j++)
        {
            int place = values.Length + j;
            using CircuitScope row = _circuit.Scope("entry", j);
            Wire multiplicity = _multiplicities![j];
            Wire share = _circuit.Hint("share", () => multiplicity.Value * inverses.Value[place]);
            _circuit.Constrain("share", share, entries[j], multiplicity);
            terms.Add(-share);
        }

        Fr[] ones = new Fr[terms.Count];
        Array.Fill(ones, Fr.One);
        _circuit.AssertZero("every-value-is-an-entry", Wire.InnerProduct([.. terms], ones));
    }

    /// <summary>Zero for zero, which only an unlucky challenge gives: then the constraints refuse.</summary>
    private static Fr[] Inverses(Wire[] values, Wire[] entries)
    {
        Fr[] inverses = [.. values.Concat(entries).Select(wire => wire.Value)];
        inverses.AsSpan().InvertAll();
        return inverses;
    }

    /// <summary>Where the fingerprints are looked up: c itself for one column, else the power of c that Kronecker's substitution needs.</summary>
    private Wire PointOf(Wire challenge)
    {
        if (Width == 1) return challenge;
        Wire point = challenge;
        long degree = (long)(_values.Count + _entries.Length) * (Width - 1);
        for (int i = 0; 1L << i <= degree; i++) point = _circuit.Multiply($"point-{i}", point, point);
        return point;
    }

    /// <summary>x₀ + c·(x₁ + c·(x₂ + …)).</summary>
    private Wire Fingerprint(Wire[] row, Wire challenge)
    {
        Wire fingerprint = row[^1];
        for (int column = row.Length - 2; column >= 0; column--)
            fingerprint = _circuit.Multiply($"fingerprint-{column}", fingerprint, challenge) + row[column];
        return fingerprint;
    }

    /// <summary>A row's values, equal where they are.</summary>
    private readonly record struct RowValue(string Text)
    {
        public static RowValue Of(Wire[] row) => new(string.Join(',', row.Select(cell => cell.Value.ToString())));
    }
}
