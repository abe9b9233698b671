using System.Text.Json.Nodes;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Indexer.Tests.Support;

namespace ChainProv.Indexer.Tests.Chain;

/// <summary>The real registry on a real chain, with an authority and a verifier that accepts everything.</summary>
internal sealed class RegistryOnAnvil : IDisposable
{
    private static readonly TransactionSenderOptions Fast = new() { PollInterval = TimeSpan.FromMilliseconds(10), ReceiptTimeout = TimeSpan.FromSeconds(60) };

    private readonly AnvilProcess _anvil;
    private readonly EthereumKey _owner = DevAccounts.Key(0);
    private readonly BlsSecretKey _authority = BlsSecretKey.Generate();
    private ulong _revision;

    private RegistryOnAnvil(AnvilProcess anvil) => (_anvil, Client) = (anvil, anvil.Connect());

    public EthereumClient Client { get; }

    public Uri Url => _anvil.Url;

    public ProvenanceRegistry Registry { get; private set; } = null!;

    public ulong DeployedAt { get; private set; }

    public Hash32 AuthorityId => Keccak256.Hash(_authority.PublicKey.ToBytes());

    public Address Publisher => _owner.Address;

    /// <summary>Releases under this root can be anchored.</summary>
    public Hash32 Root { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RegistryOnAnvil> StartAsync()
    {
        RegistryOnAnvil chain = new(await AnvilProcess.StartAsync(cancellationToken: Stop));
        TransactionReceipt deployed = await chain.SendAsync(ProvenanceRegistry.Deploy(chain.Publisher));
        (chain.Registry, chain.DeployedAt) = (new ProvenanceRegistry(chain.Client, deployed.ContractAddress!.Value), deployed.BlockNumber);
        TransactionReceipt verifier = await chain.SendAsync(StubVerifier.Deploy(slots: 1));
        await chain.SendAsync(chain.Registry.AddCircuit(verifier.ContractAddress!.Value));
        return chain;
    }

    public TestIndex Index() => new(Client, Options());

    public IndexerOptions Options() => new() { Rpc = Url.ToString(), Registry = Registry.Address.ToString(), FirstBlock = DeployedAt };

    public async Task<TransactionReceipt> SendAsync(TransactionRequest request)
    {
        using TransactionSender sender = new(Client, _owner, Fast);
        return await sender.SendAsync(request, cancellationToken: Stop);
    }

    public async Task RegisterAuthorityAsync()
    {
        byte[] possession = ProofOfPossessionScheme.ProvePossession(_authority).Point.ToBytes(PointFormat.Eip2537);
        await SendAsync(Registry.RegisterAuthority(_authority.PublicKey.Point.ToBytes(PointFormat.Eip2537), possession));
        await SendAsync(Registry.RecogniseAuthority(AuthorityId, true));
    }

    public async Task PublishRootAsync(bool revokes = false)
    {
        byte[] root = Keccak256.Hash($"root {++_revision}").ToArray();
        root[0] = 0; // below the group order
        Root = new Hash32(root);
        Hash32 message = await Registry.RootMessageAsync(AuthorityId, _revision, Root, revokes, cancellationToken: Stop);
        byte[] signature = BlsScheme.ProofOfPossession.Sign(_authority, message.ToArray()).Point.ToBytes(PointFormat.Eip2537);
        await SendAsync(Registry.PublishRoot(AuthorityId, _revision, Root, revokes, signature));
    }

    /// <summary>Anchors a release and gives its id.</summary>
    public async Task<Hash32> AnchorAsync(byte[] fileList, uint validOn = Events.FarDay, string commitment = "commitment", Hash32 baseDigest = default)
    {
        ProvenanceRegistry.Release release = new(AuthorityId, Root, Keccak256.Hash(commitment), baseDigest, Events.Policy, validOn, 1);
        TransactionReceipt receipt = await SendAsync(Registry.AnchorRelease(release, fileList, []));
        return ProvenanceRegistry.ReleaseAnchoredEvent.Decode(receipt.Logs.Single()).ReleaseId;
    }

    public Task CommitDatasetAsync(string name) => SendAsync(Registry.CommitDataset(DatasetRoot(name), Keccak256.Hash("manifest")));

    public static Hash32 DatasetRoot(string name) => new([0, .. Keccak256.Hash(name).ToArray().AsSpan(1)]);

    /// <summary>A transaction of an account that anvil signs for.</summary>
    public JsonObject CommitTransaction(string name) => new()
    {
        ["from"] = Publisher.ToString(),
        ["to"] = Registry.Address.ToString(),
        ["data"] = Hex.Encode(Registry.CommitDataset(DatasetRoot(name), Keccak256.Hash("manifest")).Data.Span),
        ["gas"] = "0x30000",
    };

    /// <summary>A method of anvil's own.</summary>
    public Task DoAsync(string method, params JsonNode?[] parameters) => Client.Rpc.CallAsync(RpcRequest.Once(method, parameters), Stop);

    public Task MineAsync(int blocks) => DoAsync("anvil_mine", Quantity.Encode(blocks));

    public void Dispose()
    {
        Client.Dispose();
        _anvil.Dispose();
        _owner.Dispose();
        _authority.Dispose();
    }
}
