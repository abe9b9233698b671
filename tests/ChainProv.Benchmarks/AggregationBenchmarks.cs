using BenchmarkDotNet.Attributes;
using ChainProv.Circuits;
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Vectors;
using ChainProv.Groth16.Verification;
using ChainProv.Tests.Shared;

namespace ChainProv.Benchmarks;

/// <summary>Many proofs of one key with eight stated inputs: checked one by one, as a batch, as an aggregate; and the aggregate made.</summary>
[MemoryDiagnoser]
public class AggregationBenchmarks
{
    private AggregationSrs _srs = null!;
    private VerifyingKey _key = null!;
    private Proof[] _proofs = null!;
    private Fr[][] _publicInputs = null!;
    private G1Affine[][] _vectors = null!;
    private byte[] _aggregate = null!;

    [Params(16, 128, 1024)]
    public int Count { get; set; }

    /// <summary>Whether the proofs have a commitment and speak of a vector that is committed to outside.</summary>
    [Params(false, true)]
    public bool Linked { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // As many powers as a vector of eight values and its blinding need: the length is nothing to a verifier.
        KzgSrs srs = KnownTau.Srs(16);
        CommittedVector[] vectors = [.. Enumerable.Range(1, Count).Select(i => CommittedVector.Commit(srs, Roots((ulong)i), blinding: 8))];
        Squares circuit = new(Linked, vectors[0]);
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        ProvingKey key = DevelopmentSetup.Run(system, srs);
        _key = key.VerifyingKey;
        string ledger = Directory.CreateTempSubdirectory("chainprov-benchmark-").FullName;
        _proofs = [.. vectors.Select(vector => Groth16Prover.Prove(key, system, circuit, vector, new OpeningLedger(ledger)))];
        Directory.Delete(ledger, recursive: true);
        _publicInputs = [.. vectors.Select(vector => Array.ConvertAll(vector.Values.ToArray(), root => root * root))];
        _vectors = [.. vectors.Select(vector => Linked ? vector.Commitments.ToArray() : [])];
        _srs = AggregationDevelopmentSetup.Run(Count);
        _aggregate = AggregateProofEncoding.Encode(ProveAggregate());
        if (!VerifyEach() || !VerifyBatch() || !VerifyAggregate()) throw new InvalidOperationException("What is to be measured does not verify.");
        Console.WriteLine($"// {Count} proofs{(Linked ? " with commitments" : "")}: an aggregate of {_aggregate.Length} bytes");
    }

    [Benchmark(Baseline = true)]
    public bool VerifyEach()
    {
        bool valid = true;
        for (int i = 0; i < Count; i++) valid &= Groth16Verifier.Verify(_key, _proofs[i], _publicInputs[i], _vectors[i]);
        return valid;
    }

    [Benchmark]
    public bool VerifyBatch() => BatchVerifier.Verify(_key, _proofs, _publicInputs, _vectors);

    /// <summary>From bytes: that the target group's elements are in it is most of the reading.</summary>
    [Benchmark]
    public bool VerifyAggregate() => AggregateVerifier.Verify(_srs.Verifier, _key, _publicInputs, AggregateProofEncoding.Decode(_aggregate), _vectors);

    [Benchmark]
    public AggregateProof ProveAggregate() => Aggregator.Prove(_srs, _key, _proofs, _publicInputs, _vectors);

    private static Fr[] Roots(ulong first) => [.. Enumerable.Range(0, 8).Select(i => Fr.From(first + (ulong)i))];

    /// <summary>Knows the roots of eight squares, which may be a committed vector.</summary>
    private sealed class Squares(bool linked, CommittedVector placeholder) : ICircuit<CommittedVector>
    {
        public CommittedVector Placeholder => placeholder;

        public void Define(ICircuitBuilder circuit, CommittedVector roots)
        {
            Fr[] values = roots.Values.ToArray();
            Wire[] squares = [.. values.Select((root, i) => circuit.Public($"square {i}", root * root))];
            Wire[] secrets = linked ? circuit.Committed("root", roots) : [.. values.Select((root, i) => circuit.Private($"root {i}", root))];
            for (int i = 0; i < secrets.Length; i++) circuit.Constrain($"square {i}", secrets[i], secrets[i], squares[i]);
        }
    }
}
