using System.CommandLine;
using ChainProv.Cli.Benchmarks;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>How fast it is here, and whether it is right.</summary>
internal static class BenchCommands
{
    public static Command Create() => new("bench", "Measure an operation on this machine; each run's result is checked.")
    {
        new MsmBenchVerb(),
        new NttBenchVerb(),
        new Poseidon2BenchVerb(),
        new PairingBenchVerb(),
        new KzgBenchVerb(),
        new Groth16BenchVerb(),
        new AttestationBenchVerb(),
    };
}
