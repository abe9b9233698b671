using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Hashing;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Vectors;
using ChainProv.Groth16.Verification;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Benchmarks;

/// <summary>A synthetic model and its base in a temporary folder, an authority with their datasets, and what is done with them.</summary>
internal sealed class AttestationBenchmark : IDisposable
{
    private const int WeightBytes = sizeof(ushort);

    private static readonly Day Today = new(20_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("chainprov-bench-").FullName;
    private readonly WeightSource _base, _model;
    private readonly ChunkBlinding _blinding = ChunkBlinding.FromSeed(RandomNumberGenerator.GetBytes(ChunkBlinding.SeedBytes));
    private readonly CertifiedDataset[] _datasets;
    private readonly AuthorityHead _authority;
    private readonly Policy _policy;
    private readonly ProvingKey _releaseKey, _responseKey;
    private readonly ConstraintSystem _releaseSystem;
    private WeightsCommitment _baseWeights = null!, _weights = null!;
    private WeightsOpening _opening = null!;
    private Release _release = null!;
    private Groth16.Proof _releaseProof = null!, _responseProof = null!;
    private Fr[] _releaseInputs = [], _responseInputs = [];

    public AttestationBenchmark(long weights, int layers, int datasets)
    {
        (_base, _model) = (Write("base.safetensors", weights, layers), Write("model.safetensors", weights, layers));
        Fr licence = ReleaseElements.Licence("MIT");
        DatasetMetadata[] metadata = [.. Enumerable.Range(0, datasets).Select(i => new DatasetMetadata(Fr.From((ulong)i + 1), [], [licence], Today, Day.Never))];
        MerkleTree tree = new(ReleaseFormat.AuthorityDepth, [.. metadata.Select(dataset => dataset.Leaf())]);
        _datasets = [.. metadata.Select((dataset, i) => new CertifiedDataset(dataset, tree.PathOf(i)))];
        _authority = new AuthorityHead(tree.Root, 1);
        _policy = new Policy([], [licence], Today, Today);
        _releaseSystem = StatementCircuit.Release(ReleaseFormat.SlotsFor(datasets)).System;
        _releaseKey = DevelopmentSetup.Run(_releaseSystem);
        _responseKey = DevelopmentSetup.Run(StatementCircuit.Response.System);
    }

    public int Chunks => _weights.Table.ChunkCount;

    public int ProofBytes => _responseProof.Encode(PointFormat.Compressed).Length;

    public int PublicInputBytes => _responseInputs.Length * Fr.ByteLength;

    public long CommitmentsBytes
    {
        get
        {
            using MemoryStream stream = new();
            WeightsFile.Write(stream, _weights);
            return stream.Length;
        }
    }

    /// <summary>What is done once for a model, in order; each says whether its result is right.</summary>
    public IEnumerable<(string Phase, Func<bool> Run)> Once(CancellationToken cancellationToken)
    {
        WeightsOptions options = new() { CancellationToken = cancellationToken };
        yield return ("commitBase", () => (_baseWeights = new WeightsCommitter(_base, ChunkBlinding.Public, options).Compute()).Table.ChunkCount > 0);
        yield return ("commitModel", () => (_weights = new WeightsCommitter(_model, _blinding, options).Compute()).IsHiding);
        yield return ("openAll", () => (_opening = new WeightsOpener(_model, _blinding, _weights, new OpeningLedger(Path.Combine(_folder, "openings")), options).OpenAll(default)) is not null);
        yield return ("verifyOpening", () => _opening.Problem(_weights, default) is null);
        yield return ("proveRelease", () => ProveRelease(cancellationToken));
        yield return ("verifyRelease", () => Groth16Verifier.Verify(_releaseKey.VerifyingKey, _releaseProof, _releaseInputs));
    }

    /// <summary>What is done for each response.</summary>
    public IEnumerable<(string Phase, Func<bool> Run)> Often(CancellationToken cancellationToken)
    {
        yield return ("proveResponse", () => ProveResponse(cancellationToken));
        yield return ("verifyResponse", () => Groth16Verifier.Verify(_responseKey.VerifyingKey, _responseProof, _responseInputs));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private bool ProveRelease(CancellationToken cancellationToken)
    {
        ModelFacts facts = ModelFacts.None with { WeightsDigest = _weights.Digest, BaseWeightsDigest = _baseWeights.Digest };
        _release = new Release(_authority, _datasets, facts, TrainingLink.None, _policy, Fr.Random(), Fr.One);
        Witness witness = Witness.Generate(_release.Circuit(), _release.ToAssignment());
        _releaseInputs = witness.PublicInputs.ToArray();
        _releaseProof = Groth16Prover.Prove(_releaseKey, _releaseSystem, witness, cancellationToken: cancellationToken);
        return true;
    }

    private bool ProveResponse(CancellationToken cancellationToken)
    {
        Ethereum.Hash32 nonce = ResponseTranscript.NewSalt();
        Fr transcript = ResponseTranscript.Of(null, nonce, ResponseTranscript.NewSalt(), "What is it?"u8, "It is this."u8).ToElement();
        Response response = new(_authority, RegistryPosition.Alone(_authority.Root()).Path, _datasets[^1], _release.Opening, _policy, transcript);
        Witness witness = Witness.Generate(new ResponseCircuit(), response.ToAssignment());
        _responseInputs = witness.PublicInputs.ToArray();
        _responseProof = Groth16Prover.Prove(_responseKey, StatementCircuit.Response.System, witness, cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Random 16-bit weights.</summary>
    private WeightSource Write(string name, long weights, int layers)
    {
        long begin = 0;
        Dictionary<string, object> header = [];
        for (int i = 0; i < layers; i++)
        {
            long count = (weights * (i + 1) / layers) - (weights * i / layers), end = begin + (count * WeightBytes);
            header[$"layers.{i}.weight"] = new { dtype = "BF16", shape = (long[])[count], data_offsets = (long[])[begin, end] };
            begin = end;
        }

        byte[] json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header)), length = new byte[sizeof(long)], block = new byte[1 << 20];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        string path = Path.Combine(_folder, name);
        using (FileStream file = File.Create(path))
        {
            file.Write([.. length, .. json]);
            for (long left = begin; left > 0; left -= block.Length)
            {
                RandomNumberGenerator.Fill(block);
                file.Write(block, 0, (int)Math.Min(block.Length, left));
            }
        }

        return WeightSource.Find([path]) ?? throw new InputException(path, null, "holds no weights");
    }
}
