using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests.Chain;

/// <summary>A real chain with a real registry, an authority that certified a dataset, a proving key and a publisher's key file.</summary>
public sealed class RegistryOnAnvil : IAsyncLifetime
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    private readonly TemporaryFolder _folder = new();
    private readonly AnvilOptions _options;
    private AnvilProcess? _anvil;
    private EthereumClient? _client;
    private DatasetCertificate _certified = null!;
    private IReadOnlyList<string> _licences = [];

    public RegistryOnAnvil()
        : this(new AnvilOptions { BlockSeconds = 1 })
    {
    }

    internal RegistryOnAnvil(AnvilOptions options) => _options = options;

    public Uri Url => _anvil!.Url;

    public EthereumClient Client => _client!;

    public ProvenanceRegistry Registry { get; private set; } = null!;

    public Address Publisher { get; private set; }

    public string KeyFile => _folder.File("publisher.key");

    public string Keys => _folder.File("keys");

    public VerifyingKey VerifyingKey { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _anvil = await AnvilProcess.StartAsync(_options);
        _client = _anvil.Connect();
        ProvingKey key = new KeyStore(Keys).CreateDevelopmentKey(StatementCircuit.Release(1).System);
        VerifyingKey = key.VerifyingKey;
        using EthereumKey owner = DevAccounts.Key(0), publisher = DevAccounts.Key(1);
        using TransactionSender sender = new(_client, owner, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(20) });
        RegistryDeployment deployment = await RegistryDeployment.DeployAsync(_client, sender, new Dictionary<int, VerifyingKey> { [1] = key.VerifyingKey });
        Registry = new ProvenanceRegistry(_client, deployment.Registry);
        Publisher = publisher.Address;
        Ethereum.Keys.KeyFile.Create(KeyFile, publisher);
        await CertifyAsync(sender);
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _anvil?.Dispose();
        _folder.Dispose();
        return default;
    }

    /// <summary>A release of a model that holds <paramref name="text"/>, valid until <paramref name="validOn"/>.</summary>
    public ReleaseRequest Request(string text, DateOnly? validOn = null)
    {
        string model = _folder.File($"{Guid.NewGuid():N}.bin");
        File.WriteAllText(model, text);
        CommittedModel committed = CommittedModel.Commit(ModelFiles.Read([model]), ModelFacts.None, hyperParameters: null, TrainingLink.None, [_certified]);
        ReleasePolicy policy = new(["demo"], [.. _licences], Today.AddDays(-1), validOn ?? Today.AddMonths(1));
        return new ReleaseRequest(new ReleaseContext(31337, Registry.Address, Publisher), committed.Public, committed.Secret, policy);
    }

    internal static async Task<RegistryOnAnvil> StartAsync(AnvilOptions options)
    {
        RegistryOnAnvil chain = new(options);
        await chain.InitializeAsync();
        return chain;
    }

    /// <summary>A method of anvil's own.</summary>
    internal Task DoAsync(string method, params System.Text.Json.Nodes.JsonNode?[] parameters) => Client.Rpc.CallAsync(RpcRequest.Once(method, parameters));

    public Task<IReadOnlyList<ProvenanceRegistry.ReleaseAnchoredEvent>> AnchoredAsync() =>
        Registry.GetEventsAsync<ProvenanceRegistry.ReleaseAnchoredEvent>(BlockTag.Number(0));

    private async Task CertifyAsync(TransactionSender sender)
    {
        string data = _folder.File("data.jsonl");
        await File.WriteAllTextAsync(data, """
            {"id": "a", "text": "one", "license": "CC-BY-4.0"}
            {"id": "b", "text": "two", "license": "MIT"}

            """);
        await DatasetCommitter.CommitAsync(data, _folder.File("dataset.json"), new DatasetOptions());
        VerifiedDataset dataset = DatasetAudit.Verify(_folder.File("dataset.json"));
        _licences = [.. dataset.Commitment.LicenceIds];
        using BlsSecretKey authority = BlsSecretKey.Generate();
        (AuthorityTree tree, int index) = AuthorityTree.Empty(authority.PublicKey).Certify(dataset, ["demo"], Today.AddYears(1), TimeProvider.System);
        AuthorityPublication publication = new(Registry, sender, 31337);
        await publication.RegisterAsync(tree, authority, CancellationToken.None);
        await publication.RecogniseIfOwnerAsync(tree, CancellationToken.None);
        await publication.PublishAsync(tree, authority, CancellationToken.None);
        _certified = tree.Certificate(index);
    }
}
