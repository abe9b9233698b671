using ChainProv.Cli.Commands;
using ChainProv.Cli.Framework;
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
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Prover.Api;

namespace ChainProv.Cli.Demo;

/// <summary>The main job on real files and a real chain: an authority certifies a dataset, a publisher proves and anchors a release of a model.</summary>
internal sealed class Story : IAsyncDisposable
{
    private readonly EthereumKey _ownerKey = DevAccounts.Key(0), _publisherKey = DevAccounts.Key(1), _strangerKey = DevAccounts.Key(2);

    private Story(AnvilProcess chain, string folder)
    {
        (Chain, Folder) = (chain, folder);
        Client = chain.Connect();
        TransactionSenderOptions quick = new() { PollInterval = TimeSpan.FromMilliseconds(50) };
        Owner = new TransactionSender(Client, _ownerKey, quick);
        Publisher = new TransactionSender(Client, _publisherKey, quick);
        Stranger = new TransactionSender(Client, _strangerKey, quick);
        AuthorityKey = BlsSecretKey.Generate();
        Tree = AuthorityTree.Empty(AuthorityKey.PublicKey);
    }

    public AnvilProcess Chain { get; }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; }

    public Stopwatches Seconds { get; } = new();

    public EthereumClient Client { get; }

    public ulong ChainId { get; private set; }

    /// <summary>Owns the registry.</summary>
    public TransactionSender Owner { get; }

    public TransactionSender Publisher { get; }

    /// <summary>Somebody else.</summary>
    public TransactionSender Stranger { get; }

    public BlsSecretKey AuthorityKey { get; }

    public AuthorityTree Tree { get; set; }

    /// <summary>As the authority checked it.</summary>
    public VerifiedDataset Verified { get; private set; } = null!;

    public DatasetCommitment Dataset => Verified.Commitment;

    public DatasetCertificate Certified { get; private set; } = null!;

    public string ModelPath => Path.Combine(Folder, "model.safetensors");

    public CommittedModel Model { get; private set; } = null!;

    public ReleasePolicy Policy { get; private set; } = null!;

    public ProvingKey Key { get; private set; } = null!;

    public ProvenanceRegistry Registry { get; private set; } = null!;

    public Groth16Verifier Verifier { get; private set; } = null!;

    /// <summary>The publisher's prover, and somebody's indexer.</summary>
    public HostedServices Services { get; private set; } = null!;

    public ReleaseRequest Request { get; private set; } = null!;

    public ReleaseCertificate Release { get; private set; } = null!;

    public TransactionReceipt Anchored { get; private set; } = null!;

    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>Runs the story up to the anchored release.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="data">A dataset; the sample that comes with the program if not given.</param>
    /// <param name="keys">Where the proving key is, or will be.</param>
    /// <param name="say">Told what happens.</param>
    /// <param name="cancellationToken">Ends the story.</param>
    public static async Task<Story> RunAsync(string folder, string? data, KeyStore keys, Action<string> say, CancellationToken cancellationToken)
    {
        Story story = new(await AnvilProcess.StartAsync(cancellationToken: cancellationToken), folder);
        try
        {
            await story.CommitAndCertifyAsync(data, say, cancellationToken);
            await story.DeployAsync(keys, say, cancellationToken);
            await story.ReleaseAsync(say, cancellationToken);
            return story;
        }
        catch
        {
            await story.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Services is not null) await Services.DisposeAsync();
        foreach (IDisposable part in (ReadOnlySpan<IDisposable>)[Owner, Publisher, Stranger, _ownerKey, _publisherKey, _strangerKey, AuthorityKey, Client, Chain]) part.Dispose();
    }

    private async Task CommitAndCertifyAsync(string? data, Action<string> say, CancellationToken cancellationToken)
    {
        (string sample, string sampleManifest) = SampleData.Unpack(Folder);
        string path = data ?? sample;
        DatasetOptions options = new() { Manifest = data is null ? DatasetManifest.Read(sampleManifest) : DatasetManifest.Empty };
        string datasetFile = Path.Combine(Folder, "dataset.json");
        await Seconds.MeasureAsync("dataset", () => DatasetCommitter.CommitAsync(path, datasetFile, options, cancellationToken: cancellationToken));
        Verified = await Seconds.MeasureAsync("audit", () => DatasetAudit.Verify(datasetFile, cancellationToken));
        say($"An authority commits a dataset of {Dataset.Records:N0} records ({string.Join(", ", Dataset.LicenceIds)}): root {Dataset.DatasetRoot}.");

        (Tree, int index) = Tree.Certify(Verified, ["demo"], Today.AddYears(1), TimeProvider.System);
        Certified = Tree.Certificate(index);
        say($"It certifies the dataset until {Today.AddYears(1):yyyy-MM-dd}: authority root {Certified.AuthorityRoot}.");

        await Seconds.MeasureAsync("model", () =>
        {
            ByteBigramModel.Train(path, ModelPath, cancellationToken);
            Model = CommittedModel.Commit([ModelPath], default, [Certified], cancellationToken);
            Model.Write(Path.Combine(Folder, "model.json"));
            return Model;
        });
        say($"A publisher trains a model, {Path.GetFileName(ModelPath)}, and commits to it and to the dataset: digest {Model.Public.ModelDigest}.");
    }

    private async Task DeployAsync(KeyStore keys, Action<string> say, CancellationToken cancellationToken)
    {
        ChainId = await Client.ChainIdAsync(cancellationToken);
        Key = await Seconds.MeasureAsync("key", () => keys.LoadOrCreateDevelopmentKey(ReleaseCircuits.Of(1), cancellationToken: cancellationToken));
        RegistryDeployment deployment = await Seconds.MeasureAsync("deploy", () => RegistryDeployment.DeployAsync(Client, Owner, new Dictionary<int, VerifyingKey> { [1] = Key.VerifyingKey }, cancellationToken));
        Registry = new ProvenanceRegistry(Client, deployment.Registry);
        Verifier = new Groth16Verifier(Client, deployment.Verifiers[1]);
        say($"A registry is deployed at {deployment.Registry} on chain {ChainId}, with a verifier for the release circuit (development key: its maker could forge).");

        await Seconds.MeasureAsync("publish", async () =>
        {
            AuthorityPublication publication = new(Registry, Owner, ChainId);
            await publication.RegisterAsync(AuthorityKey, cancellationToken);
            await publication.RecogniseIfOwnerAsync(AuthorityKey.PublicKey, cancellationToken);
            return await publication.PublishAsync(Tree, AuthorityKey, cancellationToken);
        });
        Tree = Tree.MarkPublished(Tree.Revision);
        say("The authority registers its BLS key and publishes its signed root; the contract checks the signature.");

        Services = await Seconds.MeasureAsync("services", () => HostedServices.StartAsync(Chain.Url, Registry.Address, deployment.Block, _publisherKey, keys.Folder, cancellationToken));
        say($"The publisher's hosted prover listens at {Services.ProverUrl}, an indexer at {Services.IndexerUrl}.");
    }

    private async Task ReleaseAsync(Action<string> say, CancellationToken cancellationToken)
    {
        using ProverClient prover = Services.Prover();
        Policy = new ReleasePolicy(["demo"], [.. Dataset.LicenceIds], Today.AddDays(-1), Today.AddMonths(1));
        Request = RequestFor(Policy, await prover.ContextAsync(cancellationToken), Model);

        string job = (await prover.SubmitAsync(Request, anchor: true, cancellationToken)).Job;
        Release = await Seconds.MeasureAsync("prove", async () =>
        {
            RequireProgress(await prover.FollowAsync(job, anchored: false, progress: null, cancellationToken));
            return await prover.CertificateAsync(job, cancellationToken);
        });
        Release.Write(Path.Combine(Folder, "release.json"));
        say($"It proves the release without showing the dataset: proof {Release.ProofDigest}, 192 bytes.");

        Hash32 transaction = await Seconds.MeasureAsync("anchor", async () => RequireProgress(await prover.FollowAsync(job, anchored: true, progress: null, cancellationToken)).Transaction!.Value);
        Anchored = await Client.GetTransactionReceiptAsync(transaction, cancellationToken) ?? throw new HttpRequestException($"the node does not know transaction {transaction}");
        say($"The registry verifies the proof and keeps the release: transaction {Anchored.TransactionHash}, {Anchored.GasUsed:N0} gas.");
    }

    private static JobResponse RequireProgress(JobResponse job) => ProverClient.HasFailed(job) ? throw new NotAcceptedException($"the prover gave up: {job.Reason}") : job;

    public static ReleaseRequest RequestFor(ReleasePolicy policy, ReleaseContext context, CommittedModel model) => new(context, model.Public, model.Secret, policy);
}
