using System.Text.Json.Nodes;

namespace ChainProv.Cli.Framework;

/// <summary>What a command found or made: named values in order, shown as one JSON object or as lines for people.</summary>
internal sealed class Report
{
    private readonly List<(string Name, JsonNode? Value)> _values = [];

    /// <summary>Whether what was checked holds: exit 0, or 1.</summary>
    public bool Holds { get; init; } = true;

    /// <summary>The data went to stdout itself (<c>-o -</c>): nothing else is printed there.</summary>
    public bool WroteToStandardOutput { get; init; }

    public Report Add(string name, JsonNode? value)
    {
        _values.Add((name, value));
        return this;
    }

    public Report Add(string name, IEnumerable<string> values) => Add(name, new JsonArray([.. values.Select(value => (JsonNode)value)]));

    /// <summary>Seconds, to the millisecond.</summary>
    public Report AddSeconds(TimeSpan elapsed) => Add("seconds", Math.Round(elapsed.TotalSeconds, 3));

    public JsonObject ToJson() => new(_values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value?.DeepClone())));

    public void WriteLines(TextWriter writer) => WriteLines(writer, _values, "");

    private static void WriteLines(TextWriter writer, List<(string Name, JsonNode? Value)> values, string indent)
    {
        int width = values.Count == 0 ? 0 : values.Max(pair => pair.Name.Length);
        foreach ((string name, JsonNode? value) in values)
        {
            if (value is JsonArray { Count: > 0 } list)
            {
                writer.WriteLine(indent + name);
                foreach (JsonNode? item in list) writer.WriteLine($"{indent}  {Text(item)}");
            }
            else if (value is JsonObject { Count: > 0 } inner)
            {
                writer.WriteLine(indent + name);
                WriteLines(writer, [.. inner.Select(pair => (pair.Key, pair.Value))], indent + "  ");
            }
            else
            {
                writer.WriteLine($"{indent}{name.PadRight(width)}  {Text(value)}");
            }
        }
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "-",
        JsonArray => "none",
        JsonObject item => string.Join("  ", item.Select(pair => Text(pair.Value))),
        JsonValue scalar when scalar.TryGetValue(out bool flag) => flag ? "yes" : "no",
        _ => value.ToString(),
    };
}
