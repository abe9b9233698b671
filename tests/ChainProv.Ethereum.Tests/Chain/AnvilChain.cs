using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Ethereum.Tests.Chain;

/// <summary>A local chain with the sample contract, and what tests do to it.</summary>
internal sealed class AnvilChain : IDisposable
{
    public static readonly TransactionSenderOptions Fast = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(20),
        ReceiptTimeout = TimeSpan.FromSeconds(30),
    };

    public static readonly ContractArtifact Sample =
        ContractArtifact.Parse(File.ReadAllText(Repository.PathOf("tests", "ChainProv.Ethereum.Tests", "Contracts", "Sample.json")));

    private AnvilChain(AnvilProcess anvil) => (Anvil, Client) = (anvil, anvil.Connect());

    public AnvilProcess Anvil { get; }

    public EthereumClient Client { get; }

    public EthereumKey Key { get; } = DevAccounts.Key(0);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AnvilChain> StartAsync(AnvilOptions? options = null) => new(await AnvilProcess.StartAsync(options, Stop));

    public TransactionSender Sender(TransactionSenderOptions? options = null, EthereumKey? key = null) => new(Client, key ?? Key, options ?? Fast);

    public async Task<Address> DeploySampleAsync()
    {
        using TransactionSender sender = Sender();
        TransactionReceipt receipt = await sender.SendAsync(new TransactionRequest(null, Sample.Bytecode), cancellationToken: Stop);
        return receipt.ContractAddress!.Value;
    }

    public static TransactionRequest Request(Address contract, string signature, params object[] arguments) =>
        new(contract, Sample.Abi.Function(signature).EncodeCall(arguments)) { Errors = Sample.Abi.Errors };

    public async Task<object[]> CallAsync(Address contract, string signature, params object[] arguments)
    {
        AbiFunction function = Sample.Abi.Function(signature);
        CallRequest call = new(contract, function.EncodeCall(arguments));
        return function.DecodeResult(await Client.CallAsync(call, errors: Sample.Abi.Errors, cancellationToken: Stop));
    }

    /// <summary>A method of anvil's own.</summary>
    public Task DoAsync(string method, params System.Text.Json.Nodes.JsonNode?[] parameters) =>
        Client.Rpc.CallAsync(RpcRequest.Once(method, parameters), Stop);

    /// <summary>Mines a block now and then until <paramref name="task"/> is done.</summary>
    public async Task<T> MineUntilDoneAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await DoAsync("evm_mine");
            await Task.WhenAny(task, Task.Delay(20, Stop));
        }
        return await task;
    }

    public void Dispose()
    {
        Client.Dispose();
        Anvil.Dispose();
        Key.Dispose();
    }
}
