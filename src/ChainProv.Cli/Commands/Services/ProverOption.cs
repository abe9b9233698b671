using System.CommandLine;
using ChainProv.Cli.Framework;

namespace ChainProv.Cli.Commands.Services;

/// <summary>Which hosted prover, and the token that it may want.</summary>
internal sealed class ProverOption
{
    private readonly Option<string?> _url = new("--prover") { Description = "A hosted prover's address. It learns the datasets and the blinding.", HelpName = "url" };
    private readonly Option<string?> _token = new("--token-file") { Description = "The hosted prover's access token, mode 0600.", HelpName = "file" };

    public ProverOption(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_token);
    }

    public bool IsGiven(ParseResult arguments) => arguments.GetValue(_url) is not null;

    /// <exception cref="UsageException">No address is given, or it is not http or https.</exception>
    public ProverClient Connect(ParseResult arguments)
    {
        string url = arguments.GetValue(_url) ?? throw new UsageException("no prover is named: give --prover URL");
        return new ProverClient(ServiceAddress.Parse(url, "--prover"), arguments.GetValue(_token));
    }
}
