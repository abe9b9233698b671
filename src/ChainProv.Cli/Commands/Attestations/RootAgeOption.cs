using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>How old a registry root may be that a response names.</summary>
internal sealed class RootAgeOption
{
    private readonly Option<double> _days = new("--max-root-age")
    {
        Description = "For how many days the registry's root that the response names may be superseded, by additions alone; 0 takes only the newest.",
        DefaultValueFactory = _ => RegistryPositionReader.Grace.TotalDays,
        HelpName = "days",
    };

    public void AddTo(Command command) => command.Options.Add(_days);

    /// <exception cref="UsageException">It is negative or no number.</exception>
    public TimeSpan Of(ParseResult arguments) => arguments.GetValue(_days) is >= 0 and <= 3650 and double days
        ? TimeSpan.FromDays(days)
        : throw new UsageException("--max-root-age is a number of days, from 0");
}
