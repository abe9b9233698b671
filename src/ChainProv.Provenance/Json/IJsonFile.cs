namespace ChainProv.Provenance.Json;

/// <summary>A value that has a file of its own, which says in <c>format</c> what it is and in which version.</summary>
public interface IJsonFile
{
    /// <summary>For example <c>chainprov/dataset/v1</c>.</summary>
    static abstract string FormatName { get; }

    /// <summary>The most bytes that such a file may have.</summary>
    static abstract int MaxBytes { get; }

    string Format { get; }
}
