using BenchmarkDotNet.Attributes;
using ChainProv.Circuits;
using ChainProv.Groth16;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;

namespace ChainProv.Benchmarks;

/// <summary>Many proofs of one key with eight public inputs: checked one by one, as a batch, as an aggregate; and the aggregate made.</summary>
[MemoryDiagnoser]
public class AggregationBenchmarks
{
    private AggregationSrs _srs = null!;
    private VerifyingKey _key = null!;
    private Proof[] _proofs = null!;
    private Fr[][] _publicInputs = null!;
    private byte[] _aggregate = null!;

    [Params(16, 128, 1024)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ConstraintSystem system = ConstraintSystem.Compile(new Squares());
        ProvingKey key = DevelopmentSetup.Run(system);
        _key = key.VerifyingKey;
        Witness[] witnesses = [.. Enumerable.Range(1, Count).Select(i => Witness.Generate(new Squares(), (ulong)i))];
        _proofs = [.. witnesses.Select(witness => Groth16Prover.Prove(key, system, witness))];
        _publicInputs = [.. witnesses.Select(witness => witness.PublicInputs.ToArray())];
        _srs = AggregationDevelopmentSetup.Run(Count);
        _aggregate = AggregateProofEncoding.Encode(ProveAggregate());
        if (!VerifyEach() || !VerifyBatch() || !VerifyAggregate()) throw new InvalidOperationException("What is to be measured does not verify.");
    }

    [Benchmark(Baseline = true)]
    public bool VerifyEach()
    {
        bool valid = true;
        for (int i = 0; i < Count; i++) valid &= Groth16Verifier.Verify(_key, _proofs[i], _publicInputs[i]);
        return valid;
    }

    [Benchmark]
    public bool VerifyBatch() => BatchVerifier.Verify(_key, _proofs, _publicInputs);

    /// <summary>From bytes: that the target group's elements are in it is most of the reading.</summary>
    [Benchmark]
    public bool VerifyAggregate() => AggregateVerifier.Verify(_srs.Verifier, _key, _publicInputs, AggregateProofEncoding.Decode(_aggregate));

    [Benchmark]
    public AggregateProof ProveAggregate() => Aggregator.Prove(_srs, _key, _proofs, _publicInputs);

    /// <summary>Knows the roots of eight squares.</summary>
    private sealed class Squares : ICircuit<ulong>
    {
        public ulong Placeholder => 1;

        public void Define(ICircuitBuilder circuit, ulong first)
        {
            Fr[] roots = [.. Enumerable.Range(0, 8).Select(i => Fr.From(first + (ulong)i))];
            Wire[] squares = [.. roots.Select((root, i) => circuit.Public($"square {i}", root * root))];
            for (int i = 0; i < roots.Length; i++)
            {
                Wire secret = circuit.Private($"root {i}", roots[i]);
                circuit.Constrain($"square {i}", secret, secret, squares[i]);
            }
        }
    }
}
