using System.Text;
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
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;
using ChainProv.Prover.Api;
using ChainProv.Prover.Attesting;

namespace ChainProv.Cli.Demo;

/// <summary>
/// The main job on real files and a real chain: an authority certifies a dataset and vouches for a model, a publisher proves and anchors a release of it, and an asker gets an answer with
/// a proof.
/// </summary>
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

    /// <summary>The authority's word for the model.</summary>
    public CosignatureCertificate Cosigned { get; private set; } = null!;

    public string ModelPath => Path.Combine(Folder, "model.safetensors");

    private string ModelFile => Path.Combine(Folder, "model.json");

    private string PolicyPath => Path.Combine(Folder, "policy.json");

    /// <summary>What everyone may know of the model.</summary>
    public ModelFacts Facts { get; private set; } = null!;

    public CommittedModel Model { get; private set; } = null!;

    public ReleasePolicy Policy { get; private set; } = null!;

    public ProvingKey Key { get; private set; } = null!;

    /// <summary>Of the response circuit.</summary>
    public ProvingKey ResponseKey { get; private set; } = null!;

    public ProvenanceRegistry Registry { get; private set; } = null!;

    public Groth16Verifier Verifier { get; private set; } = null!;

    /// <summary>Checks responses.</summary>
    public AttestationVerifier Attestations { get; private set; } = null!;

    /// <summary>The publisher's prover, and somebody's indexer.</summary>
    public HostedServices Services { get; private set; } = null!;

    public ReleaseRequest Request { get; private set; } = null!;

    public ReleaseCertificate Release { get; private set; } = null!;

    public TransactionReceipt Anchored { get; private set; } = null!;

    /// <summary>The question that is asked, and its answer, with the asker's nonce.</summary>
    public AttestationRequest Question { get; private set; } = null!;

    public ResponseCertificate Response { get; private set; } = null!;

    public TransactionReceipt Recorded { get; private set; } = null!;

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
            await story.AskAsync(say, cancellationToken);
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

    /// <summary>A commitment to the model, of fresh blinding.</summary>
    public CommittedModel Commit(DatasetCertificate dataset, CosignatureCertificate cosigned)
    {
        (IReadOnlyList<ModelFile> files, ModelWeights weights) = Weights();
        CommittedModel model = CommittedModel.Commit(files, Facts, hyperParameters: null, TrainingLink.AuthorityCosigned, [dataset], weights.OpenFor);
        return model with { Secret = model.Secret.Refreshed([dataset], [cosigned]) };
    }

    /// <summary>The model's files, and the commitments to its weights, which are made once.</summary>
    private (IReadOnlyList<ModelFile> Files, ModelWeights Weights) Weights()
    {
        IReadOnlyList<ModelFile> files = ModelFiles.Read([ModelPath]);
        return (files, ModelWeights.Commit(ModelFile, WeightSource.Find([ModelPath])!, ModelDigest.Of(files), isPublic: false, WeightsOptions.Default));
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
        say($"It certifies the dataset until {Today.AddYears(1):yyyy-MM-dd}.");

        int vouched = await Seconds.MeasureAsync("weights", () =>
        {
            ByteBigramModel.Train(path, ModelPath, cancellationToken);
            (IReadOnlyList<ModelFile> files, ModelWeights weights) = Weights();
            Facts = ModelFacts.None with { ModelDigest = ModelDigest.Of(files), WeightsDigest = weights.Commitment.Digest };
            (Tree, int leaf) = Tree.Cosign(Dataset.DatasetRoot, Facts);
            return leaf;
        });
        (Certified, Cosigned) = (Tree.Certificate(index), Tree.CosignatureCertificate(vouched));
        say($"A publisher trains a model on it, {Path.GetFileName(ModelPath)}, and commits to every weight: digest {Facts.WeightsDigest}.");
        say($"The authority, which held the data, vouches for these weights with a leaf of its tree: authority root {Certified.AuthorityRoot}.");

        Policy = new ReleasePolicy(["demo"], [.. Dataset.LicenceIds], Today.AddDays(-1), Today.AddMonths(1));
        AtomicFile.WriteAllBytes(PolicyPath, PolicyFile.Canonical(Policy));
        Model = await Seconds.MeasureAsync("model", () => Commit(Certified, Cosigned));
        Model.Write(ModelFile);
        say($"The publisher commits to the model and to the dataset, which stays hidden: digest {Model.Public.ModelDigest}.");
    }

    private async Task DeployAsync(KeyStore keys, Action<string> say, CancellationToken cancellationToken)
    {
        ChainId = await Client.ChainIdAsync(cancellationToken);
        Key = await Seconds.MeasureAsync("key", () => keys.LoadOrCreateDevelopmentKey(StatementCircuit.Release(1).System, cancellationToken: cancellationToken));
        RegistryDeployment deployment = await Seconds.MeasureAsync("deploy", () => RegistryDeployment.DeployAsync(Client, Owner, new Dictionary<int, VerifyingKey> { [1] = Key.VerifyingKey }, cancellationToken));
        Registry = new ProvenanceRegistry(Client, deployment.Registry);
        Verifier = new Groth16Verifier(Client, deployment.Verifiers[1]);
        ResponseKey = await Seconds.MeasureAsync("responseKey", () => keys.LoadOrCreateDevelopmentKey(StatementCircuit.Response.System, cancellationToken: cancellationToken));
        Attestations = new AttestationVerifier(Client, await AttestationDeployment.DeployAsync(Owner, Registry.Address, ResponseKey.VerifyingKey, cancellationToken));
        say($"A registry is deployed at {deployment.Registry} on chain {ChainId}, with verifiers for releases and responses (development keys: their maker could forge).");

        await Seconds.MeasureAsync("publish", async () =>
        {
            AuthorityPublication publication = new(Registry, Owner, ChainId);
            await publication.RegisterAsync(Tree, AuthorityKey, cancellationToken);
            await publication.RecogniseIfOwnerAsync(Tree, cancellationToken);
            return await publication.PublishAsync(Tree, AuthorityKey, cancellationToken);
        });
        Tree = Tree.MarkPublished(Tree.Revision);
        say("The authority registers its BLS key and publishes its signed root; the contract checks the signature.");

        Services = await Seconds.MeasureAsync("services", () => HostedServices.StartAsync(Chain.Url, Registry.Address, deployment.Block, _publisherKey, keys.Folder, (ModelFile, PolicyPath), cancellationToken));
        say($"The publisher's hosted prover listens at {Services.ProverUrl}, an indexer at {Services.IndexerUrl}.");
    }

    private async Task ReleaseAsync(Action<string> say, CancellationToken cancellationToken)
    {
        using ProverClient prover = Services.Prover();
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

    private async Task AskAsync(Action<string> say, CancellationToken cancellationToken)
    {
        Hash32 policy = ReleaseAnchor.ToHash(Release.PolicyDigest);
        await Publisher.SendAsync(Attestations.RegisterPolicy(policy, Day.Of(Policy.ValidOn).Number, Encoding.UTF8.GetString(PolicyFile.Canonical(Policy))), cancellationToken: cancellationToken);
        Question = new AttestationRequest(ReleaseAnchor.ToHash(Model.Public.ModelCommitment), policy, ResponseTranscript.NewSalt(), "Which byte follows q?", "u");
        using ProverClient prover = Services.Prover();
        Response = await Seconds.MeasureAsync("respond", () => prover.AttestAsync(Question, cancellationToken));
        Response.Write(Path.Combine(Folder, "response.json"));
        say($"Somebody asks the model, with a nonce; the hosted prover answers with a proof that it declares certified data of the policy: {Response.ProofDigest}, 192 bytes.");

        Recorded = await Publisher.SendAsync(ResponseAnchor.Record(Attestations, Response, Release, TimeSpan.Zero), cancellationToken: cancellationToken);
        say($"The asker has the answer recorded on chain, where its nonce counts once: transaction {Recorded.TransactionHash}, {Recorded.GasUsed:N0} gas.");
    }

    private static JobResponse RequireProgress(JobResponse job) => ProverClient.HasFailed(job) ? throw new NotAcceptedException($"the prover gave up: {job.Reason}") : job;

    public static ReleaseRequest RequestFor(ReleasePolicy policy, ReleaseContext context, CommittedModel model) => new(context, model.Public, model.Secret, policy);
}
