using System.Numerics;
using System.Runtime.InteropServices;

namespace ChainProv.Circuits;

/// <summary>What circuits compute with: a linear combination of the witness. Adding and scaling are free; only products cost
/// constraints.</summary>
/// <remarks>While a witness is made, a wire carries its value and no terms; while constraints are compiled, terms and no meaningful
/// value.</remarks>
public readonly struct Wire : IEquatable<Wire>, IAdditionOperators<Wire, Wire, Wire>, IMultiplyOperators<Wire, Fr, Wire>
{
    /// <summary>Marks a wire of a witness, whose terms nobody needs.</summary>
    private static readonly Term[] Untracked = new Term[1];

    /// <summary>Sorted by wire, without zero coefficients; null is the empty combination.</summary>
    private readonly Term[]? _terms;

    private Wire(Term[]? terms, Fr value)
    {
        _terms = terms;
        Value = value;
    }

    public static Wire Zero => default;

    public static Wire One { get; } = Constant(Fr.One);

    /// <summary>The value under the witness in the making; zero while constraints are compiled. For hints only.</summary>
    public Fr Value { get; }

    internal ReadOnlySpan<Term> Terms => ReferenceEquals(_terms, Untracked)
        ? throw new InvalidOperationException("A wire of a witness cannot stand in a constraint system.")
        : _terms;

    public static Wire Constant(Fr value) => new(value.IsZero ? null : [new Term(0, value)], value);

    public static Wire Constant(ulong value) => Constant(Fr.From(value));

    public static implicit operator Wire(Fr constant) => Constant(constant);

    internal static Wire OfWitness(Fr value) => new(Untracked, value);

    internal static Wire OfSystem(int index) => new([new Term(index, Fr.One)], Fr.Zero);

    public static Wire operator +(Wire a, Wire b) => new(Merge(a._terms, b._terms), a.Value + b.Value);

    public static Wire operator -(Wire a, Wire b) => a + -b;

    public static Wire operator -(Wire a) => a * -Fr.One;

    public static Wire operator *(Fr coefficient, Wire a) => a * coefficient;

    public static Wire operator *(Wire a, Fr coefficient) => new(Scale(a._terms, coefficient), a.Value * coefficient);

    /// <summary>Σ coefficientᵢ · wireᵢ, in one pass.</summary>
    /// <exception cref="ArgumentException">There are not equally many of both.</exception>
    public static Wire InnerProduct(ReadOnlySpan<Wire> wires, ReadOnlySpan<Fr> coefficients)
    {
        if (wires.Length != coefficients.Length)
            throw new ArgumentException($"{wires.Length} wires, {coefficients.Length} coefficients.", nameof(coefficients));
        Fr value = Fr.Zero;
        List<Term>? terms = [];
        for (int i = 0; i < wires.Length; i++)
        {
            value += wires[i].Value * coefficients[i];
            Term[]? scaled = Scale(wires[i]._terms, coefficients[i]);
            if (ReferenceEquals(scaled, Untracked)) terms = null;
            else if (scaled is not null) terms?.AddRange(scaled);
        }

        return new(terms is null ? Untracked : Collect(terms), value);
    }

    private static Term[]? Collect(List<Term> terms)
    {
        Span<Term> sorted = CollectionsMarshal.AsSpan(terms);
        sorted.Sort(static (a, b) => a.Wire.CompareTo(b.Wire));
        int kept = 0;
        for (int i = 0; i < sorted.Length;)
        {
            (int wire, Fr sum) = sorted[i];
            while (++i < sorted.Length && sorted[i].Wire == wire) sum += sorted[i].Coefficient;
            if (!sum.IsZero) sorted[kept++] = new Term(wire, sum);
        }

        return kept == 0 ? null : sorted[..kept].ToArray();
    }

    private static Term[]? Scale(Term[]? terms, Fr coefficient)
    {
        if (terms is null || ReferenceEquals(terms, Untracked)) return terms;
        if (coefficient.IsZero) return null;
        return Array.ConvertAll(terms, term => term with { Coefficient = term.Coefficient * coefficient });
    }

    private static Term[]? Merge(Term[]? a, Term[]? b)
    {
        if (ReferenceEquals(a, Untracked) || ReferenceEquals(b, Untracked)) return Untracked;
        if (a is null || b is null) return a ?? b;
        Term[] merged = new Term[a.Length + b.Length];
        int count = 0, i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            Term next;
            if (j == b.Length || (i < a.Length && a[i].Wire < b[j].Wire)) next = a[i++];
            else if (i == a.Length || b[j].Wire < a[i].Wire) next = b[j++];
            else next = new Term(a[i].Wire, a[i++].Coefficient + b[j++].Coefficient);
            if (!next.Coefficient.IsZero) merged[count++] = next;
        }

        return count == 0 ? null : merged[..count];
    }

    public bool Equals(Wire other) => Value == other.Value && (_terms ?? []).AsSpan().SequenceEqual(other._terms ?? []);

    public override bool Equals(object? obj) => obj is Wire other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public static bool operator ==(Wire left, Wire right) => left.Equals(right);

    public static bool operator !=(Wire left, Wire right) => !left.Equals(right);
}
