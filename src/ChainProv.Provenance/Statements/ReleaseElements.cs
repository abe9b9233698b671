using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>Names as field elements, each kind in its own domain.</summary>
public static class ReleaseElements
{
    public static Fr Tag(string name) => FieldText.Element("chainprov/tag/v1", name);

    /// <summary>An SPDX licence identifier.</summary>
    public static Fr Licence(string spdxId) => FieldText.Element("chainprov/licence/v1", spdxId);

    public static Fr Source(string source) => FieldText.Element("chainprov/source/v1", source);

    /// <summary>A record's key: a path, or what names a row.</summary>
    public static Fr Key(string key) => FieldText.Element("chainprov/key/v1", key);
}
