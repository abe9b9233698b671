using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands.Models;

/// <summary>The model that a certificate speaks of, and the one that lies here.</summary>
internal static class ModelComparison
{
    /// <summary>How they differ; empty if they do not. Names count too: the model's digest covers them.</summary>
    public static IEnumerable<string> Problems(IReadOnlyCollection<ModelFile> certified, IReadOnlyCollection<ModelFile> found)
    {
        Dictionary<string, ModelFile> here = found.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (ModelFile file in certified)
        {
            if (!here.Remove(file.Name, out ModelFile? other)) yield return $"the model lacks the file {file.Name}";
            else if (other != file) yield return $"the file {file.Name} is another one ({other.Sha256}, {other.Size} bytes; certified: {file.Sha256}, {file.Size} bytes)";
        }

        foreach (string extra in here.Keys) yield return $"the file {extra} is not part of the certified model";
    }
}
