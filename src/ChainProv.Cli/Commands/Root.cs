using System.CommandLine;

namespace ChainProv.Cli.Commands;

/// <summary>All commands.</summary>
internal static class Root
{
    public static RootCommand Create() => new("Proves in zero knowledge which certified, licensed data an AI model declares, anchors the proof on an EVM chain, and answers anyone who asks.")
    {
        new DemoVerb(),
        AuthorityCommands.Create(),
        DatasetCommands.Create(),
        ModelCommands.Create(),
        AttestCommands.Create(),
        RegistryCommands.Create(),
        new AnchorVerb(),
        ReleaseCommands.Create(),
        new LookupVerb(),
        new VerifyVerb(),
        ProofCommands.Create(),
        SetupCommands.Create(),
        Groth16Commands.Create(),
        KzgCommands.Create(),
        BenchCommands.Create(),
        ProverCommands.Create(),
        ServeCommands.Create(),
    };
}
