using System.Collections.Immutable;

namespace ChainProv.Provenance.Statements;

/// <summary>A set of tags or licences in a fixed number of slots: ascending as integers, without duplicates, empty slots (zero)
/// last.</summary>
public sealed class SlottedElements : IEquatable<SlottedElements>
{
    private SlottedElements(ImmutableArray<Fr> slots, int count)
    {
        Slots = slots;
        Count = count;
    }

    /// <summary>All slots, the empty ones included.</summary>
    public ImmutableArray<Fr> Slots { get; }

    /// <summary>Slots that are not empty.</summary>
    public int Count { get; }

    /// <summary>The elements without the empty slots.</summary>
    public ReadOnlySpan<Fr> Elements => Slots.AsSpan(0, Count);

    /// <exception cref="ArgumentException">An element is zero or stands twice, or there are more elements than slots.</exception>
    public static SlottedElements Of(int slots, params IEnumerable<Fr> elements)
    {
        Fr[] sorted = [.. elements.OrderBy(element => element.ToBigInteger())];
        if (sorted.Length > slots) throw new ArgumentException($"There are {sorted.Length} elements for {slots} slots.", nameof(elements));
        if (sorted.Contains(Fr.Zero)) throw new ArgumentException("Zero is the empty slot and no element.", nameof(elements));
        if (sorted.Distinct().Count() != sorted.Length) throw new ArgumentException("An element stands twice.", nameof(elements));
        return new SlottedElements([.. sorted, .. new Fr[slots - sorted.Length]], sorted.Length);
    }

    public bool Equals(SlottedElements? other) => other is not null && Slots.SequenceEqual(other.Slots);

    public override bool Equals(object? obj) => Equals(obj as SlottedElements);

    public override int GetHashCode() => Slots.Aggregate(Slots.Length, HashCode.Combine);
}
