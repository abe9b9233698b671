using System.CommandLine;
using System.Text.Json;

namespace ChainProv.Cli.Framework;

/// <summary>One command: its options, an example, and what it does. Errors become exit codes in <see cref="Failure"/>, nowhere else.</summary>
internal abstract class Verb : Command
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly AsyncLocal<Terminal> Ambient = new();

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    protected Verb(string name, string description, string example)
        : base(name, $"{description}\n\nExample:\n  {example}")
    {
        Options.Add(_json);
        SetAction(InvokeAsync);
    }

    /// <summary>Where the command that runs now speaks.</summary>
    internal static Terminal Terminal
    {
        get => Ambient.Value!;
        set => Ambient.Value = value;
    }

    protected bool IsJson(ParseResult arguments) => arguments.GetValue(_json);

    protected abstract Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            Report report = await RunAsync(arguments, cancellationToken);
            if (IsJson(arguments)) await Terminal.Out.WriteLineAsync(report.ToJson().ToJsonString(Indented));
            else report.WriteLines(report.WroteToStandardOutput ? Terminal.Error : Terminal.Out);
            return report.Holds ? ExitCode.Done : ExitCode.False;
        }
        catch (Exception problem) when (Failure.Of(problem) is { } failure)
        {
            Terminal.Note($"chainprov: {failure.Message}");
            return failure.ExitCode;
        }
    }
}
