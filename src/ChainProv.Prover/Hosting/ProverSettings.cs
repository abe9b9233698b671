using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Hosting;

/// <summary>Reads the settings; a name that is none is refused, since a mistyped setting would silently be the default.</summary>
internal static class ProverSettings
{
    /// <exception cref="OptionsValidationException">A value cannot be read, or there is no setting of a name.</exception>
    public static void Bind(IConfiguration section, ProverOptions options)
    {
        string[] strangers = [.. Strangers(section, typeof(ProverOptions), ProverOptions.Section).Select(path => $"there is no setting {path}")];
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

    private static IEnumerable<string> Strangers(IConfiguration section, Type options, string path) => section.GetChildren().SelectMany(child =>
    {
        string place = $"{path}:{child.Key}";
        PropertyInfo? setting = options.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return setting?.CanWrite != true ? [place]
            : setting.PropertyType.Assembly == options.Assembly ? Strangers(child, setting.PropertyType, place)
            : [];
    });

    private static OptionsValidationException Refuse(params string[] problems) => new(Options.DefaultName, typeof(ProverOptions), problems);
}
