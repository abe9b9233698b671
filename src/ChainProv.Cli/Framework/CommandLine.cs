using System.CommandLine;
using System.CommandLine.Parsing;
using ChainProv.Cli.Commands;

namespace ChainProv.Cli.Framework;

/// <summary>The program: reads the command line, runs the command, gives the exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        if (args.Contains(""))
        {
            terminal.Note("chainprov: an argument is empty: was a variable not set?");
            return ExitCode.WrongUse;
        }

        ParseResult arguments = Root.Create().Parse(args);
        if (arguments.Errors.Count > 0)
        {
            foreach (ParseError error in arguments.Errors) terminal.Note($"chainprov: {error.Message}");
            terminal.Note($"See: {NameOf(arguments.CommandResult.Command)} --help");
            return ExitCode.WrongUse;
        }

        Verb.Terminal = terminal;
        return await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error });
    }

    private static string NameOf(Command command) => string.Join(' ', command.Parents.OfType<Command>().Reverse().Append(command).Select(part => part.Name));
}
