using System.Security.Cryptography;
using ChainProv.Cryptography.Hashing;
using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Setup;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.EndToEnd.Tests;

/// <summary>A key of the real response circuit, and a model with two datasets of one of a registry's two authorities, which vouches for it.</summary>
public sealed class ResponseSample
{
    private static readonly ResponseContext Context = new(31337, new Address(RandomNumberGenerator.GetBytes(Address.Size)));

    private readonly AuthorityHead _authority;
    private readonly MerkleTree _registry;
    private readonly Policy _policy;
    private readonly CertifiedDataset[] _datasets;
    private readonly ModelOpening _opening;

    public ResponseSample()
    {
        Fr tag = ReleaseElements.Tag("medical"), licence = ReleaseElements.Licence("CC-BY-4.0");
        Day today = Day.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        DatasetMetadata[] metadata = [.. Enumerable.Range(0, 2).Select(_ => new DatasetMetadata(DatasetMetadata.RootOf(Fr.Random(), 300), [tag], [licence], today, Day.Never))];
        ModelFacts facts = ModelFacts.None with { ModelDigest = RandomDigest(), WeightsDigest = RandomDigest() };
        Fr[] salts = [Fr.Random(), Fr.Random()];
        MerkleTree tree = new(
            ReleaseFormat.AuthorityDepth, [.. metadata.Select(dataset => dataset.Leaf()), .. metadata.Select((dataset, i) => Cosignature.Leaf(dataset.Leaf(), facts, salts[i]))]);
        _datasets = [.. metadata.Select((dataset, i) => new CertifiedDataset(dataset, tree.PathOf(i), new Cosignature(salts[i], tree.PathOf(i + 2))))];
        _authority = new AuthorityHead(tree.Root, 1);
        _registry = new MerkleTree(ReleaseFormat.RegistryDepth, Fr.Random(), _authority.Root());
        _policy = new Policy([tag], [licence], today, new Day(today.Number + 30));
        _opening = new ModelOpening(facts, TrainingLink.AuthorityCosigned, metadata.Select(dataset => dataset.Leaf()), Fr.Random());
        Key = DevelopmentSetup.Run(StatementCircuit.Response.System);
    }

    public ProvingKey Key { get; }

    /// <summary>A response to a question of its own, of one of the two datasets.</summary>
    public (Response Response, ResponseTranscript Transcript, Hash32 Salt) Answer(int dataset)
    {
        Hash32 salt = ResponseTranscript.NewSalt();
        ResponseTranscript transcript = ResponseTranscript.Of(Context, ResponseTranscript.NewSalt(), salt, "What is it?"u8, "It is this."u8);
        return (new Response(_authority, _registry.PathOf(1), _datasets[dataset], _opening, _policy, transcript.ToElement()), transcript, salt);
    }

    private static Sha256Digest RandomDigest() => Sha256Digest.Read(RandomNumberGenerator.GetBytes(Sha256Digest.Bytes));
}
