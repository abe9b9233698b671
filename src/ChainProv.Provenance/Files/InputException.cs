namespace ChainProv.Provenance.Files;

/// <summary>A file that was given to us is missing, unreadable or wrong: which file, where in it, and what to do. The CLI exits with 3.</summary>
public class InputException(string file, string? place, string problem, Exception? inner = null)
    : Exception(place is null ? $"{file}: {problem}" : $"{file}, {place}: {problem}", inner)
{
    /// <summary>The file or folder, as the user named it.</summary>
    public string File { get; } = file;

    /// <summary>Where in the file ("line 41,207", "$.leaves[3].tags"), or null where the whole file is meant.</summary>
    public string? Place { get; } = place;

    public string Problem { get; } = problem;
}
