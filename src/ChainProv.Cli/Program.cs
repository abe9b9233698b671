using System.CommandLine;
using ChainProv.Cli.Commands;
using ChainProv.Cli.Framework;

ParseResult arguments = Root.Create().Parse(args);
if (arguments.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in arguments.Errors) Console.Error.WriteLine($"chainprov: {error.Message}");
    Console.Error.WriteLine($"See: {string.Join(' ', arguments.CommandResult.Command.Parents.OfType<Command>().Reverse().Append(arguments.CommandResult.Command).Select(command => command.Name))} --help");
    return ExitCode.WrongUse;
}

return await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
