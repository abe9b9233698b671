namespace ChainProv.Ethereum.Local;

/// <summary>How a local chain is started.</summary>
public sealed record AnvilOptions
{
    /// <summary>The chain's id. Default: 31337.</summary>
    public ulong ChainId { get; init; } = 31337;

    /// <summary>The hard fork, such as <c>prague</c> or <c>cancun</c>; null is anvil's newest.</summary>
    public string? Hardfork { get; init; }

    /// <summary>Whole seconds between blocks; null mines each transaction at once.</summary>
    public int? BlockSeconds { get; init; }

    /// <summary>Mine only when asked to (<c>evm_mine</c>).</summary>
    public bool NoMining { get; init; }

    /// <summary>The port; null lets the system choose a free one.</summary>
    public int? Port { get; init; }

    /// <summary>The longest that it may take to answer. Default: 30 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<string> Arguments()
    {
        FormattableString[] arguments =
        [
            $"--host=127.0.0.1",
            $"--port={Port ?? 0}",
            $"--chain-id={ChainId}",
            .. Hardfork is null ? [] : (FormattableString[])[$"--hardfork={Hardfork}"],
            .. BlockSeconds is null ? [] : (FormattableString[])[$"--block-time={BlockSeconds}"],
            .. NoMining ? (FormattableString[])[$"--no-mining"] : [],
        ];
        return arguments.Select(FormattableString.Invariant);
    }
}
