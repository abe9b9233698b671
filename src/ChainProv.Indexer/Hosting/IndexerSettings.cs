using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer.Hosting;

/// <summary>Reads the settings; a name that is none is refused, since a mistyped setting would silently be the default.</summary>
internal static class IndexerSettings
{
    /// <exception cref="OptionsValidationException">A value cannot be read, or there is no setting of a name.</exception>
    public static void Bind(IConfiguration section, IndexerOptions options)
    {
        string[] strangers = [.. section.GetChildren().Where(child => !IsSetting(child.Key)).Select(child => $"there is no setting {IndexerOptions.Section}:{child.Key}")];
        if (strangers.Length > 0)
            throw Refuse(strangers);
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException error)
        {
            throw Refuse(error.Message);
        }
    }

    private static bool IsSetting(string name) =>
        typeof(IndexerOptions).GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.CanWrite == true;

    private static OptionsValidationException Refuse(params string[] problems) => new(Options.DefaultName, typeof(IndexerOptions), problems);
}
