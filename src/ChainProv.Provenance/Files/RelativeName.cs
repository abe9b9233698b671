namespace ChainProv.Provenance.Files;

/// <summary>The name of a file inside a folder: relative, parts separated by "/", no part empty, "." or "..", well-formed UTF-8. Bytes are kept as they are.</summary>
public static class RelativeName
{
    public const int MaxBytes = 4096;

    /// <summary>What is wrong with the name, or null.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0) return "a name is empty";
        if (name.Contains('\uFFFD', StringComparison.Ordinal) || !Unicode.IsWellFormed(name))
            return $"the name {Unicode.Quote(name)} is not UTF-8; rename the file";
        if (name.Any(char.IsControl)) return $"the name {Unicode.Quote(name)} holds a control character; rename the file";
        if (System.Text.Encoding.UTF8.GetByteCount(name) > MaxBytes) return $"a name is longer than {MaxBytes:N0} bytes";
        if (name.Contains('\\', StringComparison.Ordinal)) return $"the name {Unicode.Quote(name)} holds a backslash; rename the file";
        return name.Split('/').Any(part => part is "" or "." or "..")
            ? $"the name {Unicode.Quote(name)} is not a plain relative path"
            : null;
    }
}
