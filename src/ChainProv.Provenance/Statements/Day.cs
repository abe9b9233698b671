namespace ChainProv.Provenance.Statements;

/// <summary>A date as the statements count it: days since 1970-01-01 (UTC), 32 bits.</summary>
public readonly record struct Day(uint Number) : IComparable<Day>
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>The last day there is: "never expires".</summary>
    public static Day Never { get; } = new(uint.MaxValue);

    /// <exception cref="ArgumentOutOfRangeException">The date is before 1970.</exception>
    public static Day Of(DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(date, Epoch);
        return new Day((uint)(date.DayNumber - Epoch.DayNumber));
    }

    /// <summary>The calendar date; null where it is after the year 9999, as <see cref="Never"/> is.</summary>
    public DateOnly? ToDate() => Number > DateOnly.MaxValue.DayNumber - Epoch.DayNumber ? null : Epoch.AddDays((int)Number);

    public Fr ToElement() => Fr.From(Number);

    public int CompareTo(Day other) => Number.CompareTo(other.Number);

    public static bool operator <(Day left, Day right) => left.Number < right.Number;

    public static bool operator >(Day left, Day right) => left.Number > right.Number;

    public static bool operator <=(Day left, Day right) => left.Number <= right.Number;

    public static bool operator >=(Day left, Day right) => left.Number >= right.Number;

    public override string ToString() => this == Never ? "never" : ToDate()?.ToString("yyyy-MM-dd", null) ?? $"day {Number}";
}
