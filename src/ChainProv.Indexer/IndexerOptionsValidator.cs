using ChainProv.Ethereum;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer;

/// <summary>Refuses settings that cannot work, when the program starts. Messages do not repeat the node's address, which may hold credentials.</summary>
internal sealed class IndexerOptionsValidator : IValidateOptions<IndexerOptions>
{
    public ValidateOptionsResult Validate(string? name, IndexerOptions options)
    {
        List<string> problems = [];
        Require(Uri.TryCreate(options.Rpc, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https",
            "Rpc must be the address of a node, beginning with http:// or https://");
        Require(Address.TryParse(options.Registry, null, out Address registry) && registry != Address.Zero,
            $"Registry must be an address of 0x and 40 hexadecimal digits (with a right checksum if cases are mixed), not \"{options.Registry}\"");
        Require(options.FirstBlock <= long.MaxValue, "FirstBlock must be below 2^63");
        Require(options.ChainId is null or (> 0 and <= long.MaxValue), "ChainId must lie between 1 and 2^63 - 1");
        Require(!string.IsNullOrWhiteSpace(options.Database), "Database must name a file");
        Require(options.PollInterval > TimeSpan.Zero, "PollInterval must be longer than zero");
        Require(options.MaxBackoff >= options.PollInterval, "MaxBackoff must not be shorter than PollInterval");
        Require(options.MaxBlockRange is >= 1 and <= 1_000_000, "MaxBlockRange must lie between 1 and 1,000,000");
        Require(options.ReadySilence > options.PollInterval, "ReadySilence must be longer than PollInterval");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Require(bool condition, string otherwise)
        {
            if (!condition)
                problems.Add($"{IndexerOptions.Section}:{otherwise}");
        }
    }
}
