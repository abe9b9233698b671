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
    private readonly List<BlsSecretKey> _authorityKeys = [BlsSecretKey.Generate()];
    private int _roots;

    private RegistryOnAnvil(AnvilProcess anvil) => (_anvil, Client) = (anvil, anvil.Connect());

    public EthereumClient Client { get; }

    public Uri Url => _anvil.Url;

    public ProvenanceRegistry Registry { get; private set; } = null!;

    public ulong DeployedAt { get; private set; }

    public Hash32 AuthorityId => IdOf(_authorityKeys[0]);

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
        byte[] possession = ProofOfPossessionScheme.ProvePossession(_authorityKeys[0]).Point.ToBytes(PointFormat.Eip2537);
        await SendAsync(Registry.RegisterAuthority(PointOf(_authorityKeys[0]), possession));
        await SendAsync(Registry.RecogniseAuthority(AuthorityId, true));
    }

    public async Task PublishRootAsync(bool revokes = false)
    {
        byte[] root = Keccak256.Hash($"root {++_roots}").ToArray();
        root[0] = 0; // below the group order
        Root = new Hash32(root);
        (BlsSecretKey key, ulong last, _) = await AuthorityAsync();
        Hash32 message = await Registry.RootMessageAsync(AuthorityId, last + 1, Root, revokes, cancellationToken: Stop);
        await SendAsync(Registry.PublishRoot(AuthorityId, last + 1, Root, revokes, Sign(key, message)));
    }

    public async Task RotateKeyAsync()
    {
        BlsSecretKey next = BlsSecretKey.Generate();
        _authorityKeys.Add(next);
        (BlsSecretKey key, _, ulong last) = await AuthorityAsync();
        Hash32 message = await Registry.RotationMessageAsync(AuthorityId, last + 1, IdOf(next), cancellationToken: Stop);
        await SendAsync(Registry.RotateKey(AuthorityId, PointOf(next), Sign(key, message), Sign(next, message)));
    }

    /// <summary>Anchors a release and gives its id.</summary>
    public async Task<Hash32> AnchorAsync(
        byte[] fileList, uint validOn = Events.FarDay, string commitment = "commitment", Hash32 baseDigest = default, Hash32 weightsDigest = default,
        Hash32 hyperParametersDigest = default, byte trainingLink = 0)
    {
        ProvenanceRegistry.Release release = new(AuthorityId, Root, Keccak256.Hash(commitment), baseDigest, weightsDigest, default, hyperParametersDigest,
            Events.Policy, validOn, 1, trainingLink);
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
        _authorityKeys.ForEach(key => key.Dispose());
    }

    private static Hash32 IdOf(BlsSecretKey key) => Keccak256.Hash(key.PublicKey.ToBytes());

    private static byte[] PointOf(BlsSecretKey key) => key.PublicKey.Point.ToBytes(PointFormat.Eip2537);

    private static byte[] Sign(BlsSecretKey key, Hash32 message) => BlsScheme.ProofOfPossession.Sign(key, message.ToArray()).Point.ToBytes(PointFormat.Eip2537);

    /// <summary>The authority's key, last revision and last rotation as they stand on the chain, which may have taken others back.</summary>
    private async Task<(BlsSecretKey Key, ulong Revision, ulong Rotation)> AuthorityAsync()
    {
        ProvenanceRegistry.AuthorityStatus status = await Registry.AuthorityAsync(AuthorityId, cancellationToken: Stop);
        return (_authorityKeys.Single(key => PointOf(key).AsSpan().SequenceEqual(status.PublicKey)), status.Revision, status.Rotations);
    }
}
