using System.Globalization;

namespace ChainProv.Indexer.Queries;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Block">Only items before this place: its block …</param>
/// <param name="Index">… and its index in the block.</param>
/// <param name="Limit">The most items.</param>
internal readonly record struct PageRequest(long Block, long Index, int Limit)
{
    /// <summary>The most items that a page may have.</summary>
    public const int MaxLimit = 200;

    /// <summary>The items of a page that does not say how many it wants.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Reads the place where a page ends (<c>block-index</c>; null is the beginning) and its limit.</summary>
    /// <returns>What is wrong with them; null if nothing is.</returns>
    public static string? TryRead(string? after, int? limit, out PageRequest page)
    {
        page = new PageRequest(long.MaxValue, 0, limit ?? DefaultLimit);
        if (limit is < 1 or > MaxLimit)
            return $"limit must lie between 1 and {MaxLimit}";
        if (after is null)
            return null;
        string[] parts = after.Split('-');
        if (parts.Length != 2 || !TryNumber(parts[0], out long block) || !TryNumber(parts[1], out long index))
            return "after must be the \"next\" of the page before";
        page = page with { Block = block, Index = index };
        return null;
    }

    /// <summary>The place of an item, as <see cref="TryRead"/> takes it.</summary>
    public static string Place(ulong block, ulong index) => string.Create(CultureInfo.InvariantCulture, $"{block}-{index}");

    private static bool TryNumber(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
