using System.Text;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;

namespace ChainProv.Cli.Tests.Support;

/// <summary>A command that was run, in this process.</summary>
/// <param name="Command">The command line.</param>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it printed on stdout.</param>
/// <param name="Error">What it printed on stderr.</param>
internal sealed record Run(string Command, int ExitCode, string Output, string Error)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>What stderr holds beside notes: the error.</summary>
    public string[] Complaints => [.. Error.Split('\n').Where(line => line.StartsWith("chainprov: ", StringComparison.Ordinal))];

    public static async Task<Run> OfAsync(params string[] arguments)
    {
        using MemoryStream bytes = new();
        await using StreamWriter output = new(bytes, new UTF8Encoding(false)) { AutoFlush = true };
        using StringWriter error = new();
        int exitCode = await CommandLine.RunAsync(arguments, new Terminal(bytes, output, error, isInteractive: false));
        return new($"chainprov {string.Join(' ', arguments)}", exitCode, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<Run> DoneAsync(params string[] arguments)
    {
        Run run = await OfAsync(arguments);
        return run.ExitCode == 0 ? run : throw new InvalidOperationException($"{run.Command} ended with {run.ExitCode}: {run.Error}{run.Output}");
    }

    /// <summary>It ended with an exit code, one sentence that names what is wrong, and no word of a fault of ours.</summary>
    public void MustFail(int exitCode, string about)
    {
        ExitCode.Should().Be(exitCode, $"{Command}\n{Error}");
        Complaints.Should().ContainSingle($"{Command}\n{Error}").Which.Should().Contain(about, Command);
        Error.Should().NotContain("   at ", "a user is shown no stack trace");
    }
}
