using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Hashing;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Web.Tests;

/// <summary>A response's certificate, and what its reader knows from elsewhere.</summary>
internal sealed record ResponseSample(JsonObject Certificate, VerifyingKey Key, byte[] Prompt, byte[] Response)
{
    public const ulong ChainId = 31337;

    private static readonly Lazy<ProvingKey> Proving = new(() => DevelopmentSetup.Run(StatementCircuit.Response.System));

    /// <summary>What the first account of a development chain deploys first.</summary>
    public static Address Registry { get; } = FirstContract();

    public static ReleasePolicy Policy { get; } = new(["first-aid", "medical"], ["CC-BY-4.0", "CC0-1.0", "MIT"], new(2026, 1, 1), new(2099, 12, 31));

    /// <summary>What the page's reader gives it as his own; it stays when the certificate is changed.</summary>
    public required string Nonce { get; init; }

    public required string RegistryRoot { get; init; }

    /// <summary>Revision 1 of the first authority of the registry.</summary>
    public required Fr AuthorityRoot { get; init; }

    public string KeyDigest => Hex.Encode(VerifyingKeyEncoding.Digest(Key));

    public byte[] KeyFile
    {
        get
        {
            using MemoryStream stream = new();
            VerifyingKeyFile.Write(stream, Key);
            return stream.ToArray();
        }
    }

    public Proof Proof => Proof.Decode(Hex.Decode((string)Certificate["proof"]!), PointFormat.Compressed);

    /// <summary>Another model, authority, question and answer for each number, under the same key.</summary>
    public static ResponseSample Create(int number = 0, TrainingLink link = TrainingLink.None)
    {
        byte[] prompt = Encoding.UTF8.GetBytes($"May I give aspirin to a child? ({number})\n");
        byte[] response = Encoding.UTF8.GetBytes($"No: ask a doctor – “Reye’s syndrome” is rare, but grave. ({number})");
        Hash32 nonce = new(Filled("nonce", number)), salt = new(Filled("salt", number));
        ResponseTranscript transcript = ResponseTranscript.Of(new ResponseContext(ChainId, Registry), nonce, salt, prompt, response);
        Response statement = Statement(number, link, transcript, out ModelFacts facts, out AuthorityHead authority);
        Proof proof = Groth16Prover.Prove(Proving.Value, StatementCircuit.Response.System, Witness.Generate(new ResponseCircuit(), statement.ToAssignment()));
        VerifyingKey key = Proving.Value.VerifyingKey;
        StatementInputs inputs = statement.PublicInputs;
        ResponseCertificate certificate = new(
            ResponseCertificate.ResponseStatement,
            new Hash32(StatementCircuit.Response.Digest.Bytes),
            new Hash32(VerifyingKeyEncoding.Digest(key)),
            SetupName.Of(key.Setup),
            link,
            transcript.Context,
            inputs.Root,
            inputs.ModelCommitment,
            facts,
            Policy,
            inputs.PolicyDigest,
            nonce,
            salt,
            transcript.PromptDigest,
            transcript.ResponseDigest,
            inputs.Context,
            proof,
            ReleaseCertificate.DigestOf(proof));
        return new ResponseSample((JsonObject)JsonNode.Parse(JsonFile.Bytes(certificate))!, key, prompt, response)
        {
            Nonce = nonce.ToString(),
            RegistryRoot = inputs.Root.ToString(),
            AuthorityRoot = authority.Root(),
        };
    }

    /// <summary>The certificate with something changed.</summary>
    public ResponseSample With(Action<JsonObject> change)
    {
        JsonObject certificate = (JsonObject)Certificate.DeepClone();
        change(certificate);
        return this with { Certificate = certificate };
    }

    /// <summary>The certificate with another proof and its digest.</summary>
    public ResponseSample WithProof(Proof proof) => With(certificate =>
    {
        certificate["proof"] = Hex.Encode(proof.Encode(PointFormat.Compressed));
        certificate["proofDigest"] = ReleaseCertificate.DigestOf(proof).ToString();
    });

    /// <summary>One dataset in the tree of one authority, which vouches for the model where the link says so.</summary>
    private static Response Statement(int number, TrainingLink link, ResponseTranscript transcript, out ModelFacts facts, out AuthorityHead authority)
    {
        facts = new(Digest("model", number), default, Digest("weights", number), default, Digest("hyper-parameters", number));
        DatasetMetadata dataset = new(
            Fr.From((ulong)number + 1), [ReleaseElements.Tag("medical"), ReleaseElements.Tag("first-aid")], [ReleaseElements.Licence("MIT")], new Day(21_000), Day.Never);
        Fr salt = Fr.From(7);
        MerkleTree tree = new(ReleaseFormat.AuthorityDepth, dataset.Leaf(), Cosignature.Leaf(dataset.Leaf(), facts, salt));
        authority = new AuthorityHead(tree.Root, 1);
        return new Response(
            authority,
            new MerkleTree(ReleaseFormat.RegistryDepth, authority.Root()).PathOf(0),
            new CertifiedDataset(dataset, tree.PathOf(0), link == TrainingLink.None ? null : new Cosignature(salt, tree.PathOf(1))),
            new ModelOpening(facts, link, [dataset.Leaf()], Fr.Random()),
            Policy.ToStatement(),
            transcript.ToElement());
    }

    private static Address FirstContract()
    {
        using EthereumKey deployer = DevAccounts.Key(0);
        return Address.OfContract(deployer.Address, 0);
    }

    private static byte[] Filled(string name, int number) => SHA256.HashData(Encoding.ASCII.GetBytes($"{name} {number}"));

    private static Sha256Digest Digest(string name, int number) => Sha256Digest.Read(Filled(name, number));
}
