using System.Collections.Concurrent;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Datasets;

/// <summary>Which licence a record is under: its own, else those given, else the manifest's, else NOASSERTION. None may contradict those given.</summary>
internal sealed class LicenceRule
{
    private const int Remembered = 4096;

    private readonly LicenceSet? _given;
    private readonly LicenceSet _fallback;
    private readonly ConcurrentDictionary<string, LicenceSet> _parsed = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A given licence is not an SPDX id, or the manifest contradicts them.</exception>
    public LicenceRule(IReadOnlyCollection<string> given, LicenceSet? manifest)
    {
        _given = given.Count == 0 ? null : LicenceSet.Of(given);
        if (_given is not null && manifest is not null && !manifest.IsWithin(_given))
            throw new FormatException($"the manifest says {manifest}, but the licence given is {_given}");
        _fallback = _given ?? manifest ?? LicenceSet.NoAssertion;
    }

    /// <exception cref="FormatException">The record's licence is not of SPDX's syntax, or contradicts those given.</exception>
    public LicenceSet Resolve(string? own)
    {
        if (string.IsNullOrWhiteSpace(own)) return _fallback;
        if (_parsed.TryGetValue(own, out LicenceSet? known)) return known;
        LicenceSet set = LicenceSet.Parse(own);
        if (_given is not null && !set.IsWithin(_given))
            throw new FormatException($"the record is under {Unicode.Quote(set.Text)}, but the licence given is {_given}");
        if (_parsed.Count < Remembered) _parsed.TryAdd(own, set);
        return set;
    }
}
