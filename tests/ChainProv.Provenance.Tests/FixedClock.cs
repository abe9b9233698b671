namespace ChainProv.Provenance.Tests;

/// <summary>A clock that stands.</summary>
public sealed class FixedClock(int year, int month, int day) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(year, month, day, 23, 59, 59, TimeSpan.Zero);
}
