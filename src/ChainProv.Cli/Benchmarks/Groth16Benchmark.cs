using System.CommandLine;
using ChainProv.Circuits;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Compute;
using ChainProv.Groth16;
using ChainProv.Groth16.Iden3;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;

namespace ChainProv.Cli.Benchmarks;

/// <summary>A proof that the end of a chain of squarings is known from its start. Its verifier checks it, as the prover does before it gives a proof away.</summary>
internal sealed class Groth16Benchmark : Benchmark
{
    private readonly IComputeDevice _device;
    private readonly ConstraintSystem _system;
    private readonly ProvingKey _key;
    private readonly Witness _witness;
    private Proof? _proof;

    public Groth16Benchmark(int size, int threads, IComputeDevice device)
    {
        Chain circuit = new(size);
        _device = device;
        _system = ConstraintSystem.Compile(circuit);
        _key = DevelopmentSetup.Run(_system, threads: threads);
        _witness = Witness.Generate(circuit, Fr.Random());
    }

    public override long Size => _system.ConstraintCount;

    public override void Run(CancellationToken cancellationToken) => _proof = Groth16Prover.Prove(_key, _system, _witness, _device, cancellationToken: cancellationToken);

    public override bool Check() => _proof is not null && Groth16Verifier.Verify(_key.VerifyingKey, _proof, _witness.PublicInputs.Span);

    /// <summary>The key as the file names it, the witness with .wtns behind: what snarkjs groth16 prove takes.</summary>
    public override void Export(string path)
    {
        OutputFile.Write(path, stream => ZkeyFile.Write(stream, _key, _system));
        OutputFile.Write(path + ".wtns", stream => WitnessFile.Write(stream, _witness.Values.Span));
    }

    /// <summary>x, x², x⁴, …: as many constraints, wires and entries in A and B.</summary>
    private sealed class Chain(int length) : ICircuit<Fr>
    {
        public Fr Placeholder => Fr.One;

        public void Define(ICircuitBuilder circuit, Fr start)
        {
            Fr[] values = new Fr[length + 1];
            values[0] = start;
            for (int i = 0; i < length; i++) values[i + 1] = values[i].Square();
            Wire end = circuit.Public("end", values[length]), last = circuit.Private("start", start);
            for (int i = 1; i <= length; i++)
            {
                Wire next = i == length ? end : circuit.Private("power", values[i]);
                circuit.Constrain("square", last, last, next);
                last = next;
            }
        }
    }
}

internal sealed class Groth16BenchVerb() : BenchVerb("groth16", "A Groth16 proof of a chain of squarings. --export writes a .zkey and, with .wtns behind its name, the witness.", "How many constraints", "65000")
{
    protected override Benchmark Prepare(ParseResult arguments, int size, int threads, IComputeDevice device) => new Groth16Benchmark(size, threads, device);
}
