using System.CommandLine;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Cli.Framework;

/// <summary>The options of every command that speaks to a chain.</summary>
/// <param name="settings">Where what they leave open comes from; <see cref="Settings.Load"/> if not given.</param>
internal sealed class ChainOptions(Func<Settings>? settings = null)
{
    private readonly Func<Settings> _settings = settings ?? Settings.Load;
    private readonly Option<string?> _rpc = new("--rpc") { Description = "The chain's JSON-RPC address (or CHAINPROV_RPC).", HelpName = "url" };
    private readonly Option<string?> _registry = new("--registry") { Description = "The registry's address (or CHAINPROV_REGISTRY).", HelpName = "address" };
    private readonly Option<string?> _keyFile = new("--key-file") { Description = "The sender's key: hexadecimal or keystore v3, mode 0600.", HelpName = "file" };
    private readonly Option<string?> _passwordFile = new("--password-file") { Description = "The keystore's password (or CHAINPROV_PASSWORD).", HelpName = "file" };

    /// <summary>Adds --rpc and --registry to a command.</summary>
    public ChainOptions AddReading(Command command)
    {
        command.Options.Add(_rpc);
        command.Options.Add(_registry);
        return this;
    }

    /// <summary>Adds --rpc, --key-file and --password-file to a command, and --registry if it needs one.</summary>
    public ChainOptions AddSending(Command command, bool withRegistry = true)
    {
        command.Options.Add(_rpc);
        if (withRegistry) command.Options.Add(_registry);
        command.Options.Add(_keyFile);
        command.Options.Add(_passwordFile);
        return this;
    }

    /// <summary>Whether the command line itself names a chain or a registry, whatever the settings say.</summary>
    public bool AreGiven(ParseResult arguments) => arguments.GetValue(_rpc) is not null || arguments.GetValue(_registry) is not null;

    public bool HasRpc(ParseResult arguments) => RpcOf(arguments) is not null;

    public bool HasRegistry(ParseResult arguments) => RegistryOf(arguments) is not null;

    /// <exception cref="UsageException">No address is given, or it is not one.</exception>
    public EthereumClient Client(ParseResult arguments)
    {
        string url = RpcOf(arguments) ?? throw new UsageException("no chain is named: give --rpc URL, or set CHAINPROV_RPC");
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? new EthereumClient(address)
            : throw new UsageException("--rpc is not an http or https address");
    }

    /// <exception cref="UsageException">No registry is given, or it is not an address.</exception>
    public Address Registry(ParseResult arguments) => ParseAddress(RegistryOf(arguments) ?? throw new UsageException("no registry is named: give --registry ADDRESS, or set CHAINPROV_REGISTRY"), "--registry");

    /// <exception cref="UsageException">No key file is given.</exception>
    public EthereumKey Key(ParseResult arguments)
    {
        string path = arguments.GetValue(_keyFile) ?? throw new UsageException("no sender is named: give --key-file FILE");
        using KeystorePassword? password = arguments.GetValue(_passwordFile) is { } file ? KeystorePassword.FromFile(file)
            : Environment.GetEnvironmentVariable("CHAINPROV_PASSWORD") is { Length: > 0 } ? KeystorePassword.FromEnvironment("CHAINPROV_PASSWORD") : null;
        return KeyFile.Load(path, password);
    }

    /// <summary>Sends from an account, looking for receipts often where the node is on this machine.</summary>
    public static TransactionSender Sender(EthereumClient client, EthereumKey key) =>
        new(client, key, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(client.Rpc.IsLocal ? 50 : 2000) });

    public static Address ParseAddress(string text, string option)
    {
        try
        {
            return Address.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"{option}: {problem.Message}");
        }
    }

    private string? RpcOf(ParseResult arguments) => arguments.GetValue(_rpc) ?? _settings().Rpc;

    private string? RegistryOf(ParseResult arguments) => arguments.GetValue(_registry) ?? _settings().Registry;
}
