using System.CommandLine;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Framework;

/// <summary><c>-o FILE</c>, where <c>-</c> is stdout.</summary>
internal sealed class OutputOption
{
    private const string StandardOutput = "-";

    private readonly Option<string> _option;

    public OutputOption(Command command, string description, bool isRequired = true)
    {
        _option = new("--output", "-o") { Description = $"{description} \"-\" is stdout.", Required = isRequired, HelpName = "file" };
        command.Options.Add(_option);
    }

    /// <summary>A secret's file.</summary>
    /// <exception cref="UsageException">It would go to stdout.</exception>
    public static string SecretPath(string path, string option) => path == StandardOutput ? throw new UsageException($"{option} names the file of a secret, which does not go to stdout") : path;

    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_option) is not null;

    public string Path(ParseResult arguments) => arguments.GetRequiredValue(_option);

    /// <exception cref="UsageException">Both the file and the report would go to stdout.</exception>
    public bool IsStandardOutput(ParseResult arguments, bool json)
    {
        bool isStandardOutput = Path(arguments) == StandardOutput;
        return isStandardOutput && json ? throw new UsageException("-o - and --json both write to stdout: choose one") : isStandardOutput;
    }

    public void Write(ParseResult arguments, Terminal terminal, ReadOnlySpan<byte> content)
    {
        if (Path(arguments) == StandardOutput) terminal.StandardOutput.Write(content);
        else AtomicFile.WriteAllBytes(Path(arguments), content);
    }
}
