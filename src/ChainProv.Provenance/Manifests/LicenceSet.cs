using System.Collections.Immutable;

namespace ChainProv.Provenance.Manifests;

/// <summary>The licences that something is under, all at once: SPDX ids in ASCII order, joined by " AND ".</summary>
public sealed class LicenceSet
{
    private const string Conjunction = " AND ";

    private LicenceSet(ImmutableArray<string> ids)
    {
        Ids = ids;
        Text = string.Join(Conjunction, ids);
    }

    public static LicenceSet NoAssertion { get; } = new([SpdxLicence.NoAssertion]);

    public ImmutableArray<string> Ids { get; }

    /// <summary>An SPDX licence expression.</summary>
    public string Text { get; }

    /// <summary>Reads an id, or several joined by AND.</summary>
    /// <exception cref="FormatException">The text is not that; the message says what to do.</exception>
    public static LicenceSet Parse(string text) => Of(text.Split(Conjunction));

    /// <exception cref="FormatException">A text is not an SPDX id.</exception>
    public static LicenceSet Of(IEnumerable<string> ids)
    {
        SortedSet<string> set = new(StringComparer.Ordinal);
        foreach (string text in ids)
        {
            if (!SpdxLicence.TryNormalise(text, out string? id))
                throw new FormatException(
                    $"{Files.Unicode.Quote(text)} is not an SPDX licence id; take one from spdx.org/licenses, or LicenseRef-… for a licence of your own");
            set.Add(id);
        }

        if (set.Count == 0) throw new FormatException("no licence is named");
        return new LicenceSet([.. set]);
    }

    public bool IsWithin(LicenceSet other) => Ids.All(other.Ids.Contains);

    public override string ToString() => Text;
}
