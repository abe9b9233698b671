using System.Globalization;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>The columns that mean something to a commitment, and what their values may be.</summary>
internal sealed class RecordColumns(DatasetOptions options)
{
    public string Key { get; } = options.KeyColumn ?? "id";

    public bool KeyRequired { get; } = options.KeyColumn is not null;

    /// <summary>In order of preference.</summary>
    public IReadOnlyList<string> Licence { get; } = options.LicenceColumn is { } column ? [column] : ["license", "licence"];

    public bool LicenceRequired { get; } = options.LicenceColumn is not null;

    public string Source { get; } = options.SourceColumn;

    public string Bin { get; } = options.BinColumn;

    /// <summary>The key that a record has, null for its index.</summary>
    /// <exception cref="FormatException">The record must have a key and has none.</exception>
    public string? KeyOf(string? value)
    {
        if (!string.IsNullOrEmpty(value)) return Unicode.IsWellFormed(value) ? value : throw new FormatException($"the column \"{Key}\" holds half of a surrogate pair");
        return KeyRequired ? throw new FormatException($"the record has no \"{Key}\", which --key-column names") : null;
    }

    /// <exception cref="FormatException">The text is not a whole number of 32 bits.</exception>
    public uint BinOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint bin)
            ? bin
            : throw new FormatException($"\"{Bin}\" is {Unicode.Quote(text)}; a whole number from 0 to 4294967295 is needed");
    }

    /// <summary>The indices of the named columns in a table's header; −1 for none.</summary>
    /// <exception cref="FormatException">A column that an option names is not there.</exception>
    public (int Key, int Licence, int Source, int Bin) Locate(IReadOnlyList<string> header)
    {
        int key = IndexOf(Key), licence = Licence.Select(IndexOf).FirstOrDefault(index => index >= 0, -1);
        if (KeyRequired && key < 0) throw new FormatException($"there is no column \"{Key}\", which --key-column names");
        if (LicenceRequired && licence < 0) throw new FormatException($"there is no column \"{Licence[0]}\", which --licence-column names");
        return (key, licence, IndexOf(Source), IndexOf(Bin));

        int IndexOf(string name)
        {
            for (int i = 0; i < header.Count; i++)
                if (header[i] == name) return i;
            return -1;
        }
    }
}
