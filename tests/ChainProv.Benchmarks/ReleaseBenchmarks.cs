using BenchmarkDotNet.Attributes;
using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;

namespace ChainProv.Benchmarks;

/// <summary>The release proof: its witness, the proof, its verification.</summary>
[MemoryDiagnoser]
public class ReleaseBenchmarks
{
    private Release _release = null!;
    private ConstraintSystem _system = null!;
    private ProvingKey _key = null!;
    private Witness _witness = null!;
    private Proof _proof = null!;

    /// <summary>How many datasets the release has room for; all of them are used.</summary>
    [Params(1, 4)]
    public int Slots { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Fr licence = ReleaseElements.Licence("CC0-1.0");
        DatasetMetadata[] datasets = [.. Enumerable.Range(0, Slots).Select(i => new DatasetMetadata(Fr.From((ulong)i + 1), [], [licence], new Day(20_000), Day.Never))];
        MerkleTree tree = new(ReleaseFormat.AuthorityDepth, [.. datasets.Select(dataset => dataset.Leaf())]);
        _release = new Release(
            new AuthorityHead(tree.Root, 1),
            datasets.Select((dataset, i) => new CertifiedDataset(dataset, tree.PathOf(i))),
            ModelFacts.None,
            TrainingLink.None,
            new Policy([], [licence], new Day(20_000), new Day(20_001)),
            Fr.Random(),
            Fr.Zero);
        _system = StatementCircuit.Release(Slots).System;
        _key = DevelopmentSetup.Run(_system);
        _witness = GenerateWitness();
        _proof = Prove();
        if (!Verify()) throw new InvalidOperationException("The proof that is to be measured does not verify.");
    }

    [Benchmark]
    public Witness GenerateWitness() => Witness.Generate(_release.Circuit(), _release.ToAssignment());

    [Benchmark]
    public Proof Prove() => Groth16Prover.Prove(_key, _system, _witness);

    [Benchmark]
    public bool Verify() => Groth16Verifier.Verify(_key.VerifyingKey, _proof, _witness.PublicInputs.Span);
}
