using ChainProv.Ethereum;
using ChainProv.Gpu;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover;

/// <summary>Refuses settings that cannot work, when the program starts. Messages do not repeat the node's address, which may hold credentials.</summary>
internal sealed class ProverOptionsValidator : IValidateOptions<ProverOptions>
{
    private readonly List<string> _problems = [];

    public ValidateOptionsResult Validate(string? name, ProverOptions options)
    {
        _problems.Clear();
        Require(!string.IsNullOrWhiteSpace(options.Database), "Database must name a file");
        Require(options.TokenFile is null || options.TokenFile.Trim().Length > 0, "TokenFile must name a file");
        Require(options.MaxRequestBytes is >= 1024 and <= 1 << 28, "MaxRequestBytes must lie between 1 KiB and 256 MiB");
        Check(options.Proving);
        Check(options.Anchoring);
        Check(options.Attesting);
        return _problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_problems);
    }

    private void Check(ProvingOptions options)
    {
        Require(!string.IsNullOrWhiteSpace(options.Keys), "Proving:Keys must name a folder");
        Require(ComputeDevices.Names.Contains(options.Device), $"Proving:Device must be one of {string.Join(", ", ComputeDevices.Names)}");
        Require(options.QueueCapacity >= 1, "Proving:QueueCapacity must be at least 1");
        Require(options.Concurrency >= 1, "Proving:Concurrency must be at least 1");
        Require(options.Timeout > TimeSpan.Zero, "Proving:Timeout must be longer than zero");
        Require(options.MaxAttempts >= 1, "Proving:MaxAttempts must be at least 1");
        Require(options.RetryAfter >= TimeSpan.FromSeconds(1), "Proving:RetryAfter must be at least one second");
    }

    private void Check(AnchoringOptions options)
    {
        Require(Uri.TryCreate(options.Rpc, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https",
            "Anchoring:Rpc must be the address of a node, beginning with http:// or https://");
        Require(Address.TryParse(options.Registry, null, out Address registry) && registry != Address.Zero,
            $"Anchoring:Registry must be an address of 0x and 40 hexadecimal digits (with a right checksum if cases are mixed), not \"{options.Registry}\"");
        Require(!string.IsNullOrWhiteSpace(options.KeyFile), "Anchoring:KeyFile must name the file of the publisher's key");
        Require(options.ChainId is null or (> 0 and <= long.MaxValue), "Anchoring:ChainId must lie between 1 and 2^63 - 1");
        Require(options.Confirmations is null or >= 1, "Anchoring:Confirmations must be at least 1");
        Require(options.WatchInterval > TimeSpan.Zero, "Anchoring:WatchInterval must be longer than zero");
        Require(options.Concurrency >= 1, "Anchoring:Concurrency must be at least 1");
        Require(options.RaiseFeesAfter > TimeSpan.Zero, "Anchoring:RaiseFeesAfter must be longer than zero");
        Require(options.MaxFeeRaises >= 0, "Anchoring:MaxFeeRaises must not be negative");
        Require(options.MaxFeePerGasGwei is null or > 0, "Anchoring:MaxFeePerGasGwei must be above zero");
        Require(options.RetryDelay > TimeSpan.Zero, "Anchoring:RetryDelay must be longer than zero");
        Require(options.MaxRetryDelay >= options.RetryDelay, "Anchoring:MaxRetryDelay must not be shorter than RetryDelay");
    }

    private void Check(AttestingOptions options)
    {
        Require(options.Models.Count == 0 || options.Policies.Count > 0, "Attesting:Policies must name the policies that are answered");
        Require(options.Models.Concat(options.Policies).All(file => !string.IsNullOrWhiteSpace(file)), "Attesting:Models and Attesting:Policies must name files");
        Require(options.RootLifetime >= TimeSpan.Zero, "Attesting:RootLifetime must not be negative");
        Require(options.QueueCapacity >= 1, "Attesting:QueueCapacity must be at least 1");
    }

    private void Require(bool condition, string otherwise)
    {
        if (!condition)
            _problems.Add($"{ProverOptions.Section}:{otherwise}");
    }
}
