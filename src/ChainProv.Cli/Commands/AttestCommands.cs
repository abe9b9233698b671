using System.CommandLine;

namespace ChainProv.Cli.Commands;

/// <summary>Attestations: releases, and disclosures to an auditor.</summary>
internal static class AttestCommands
{
    public static Command Create() => new("attest", "Prove a release; show its datasets to an auditor.")
    {
        new AttestReleaseVerb(),
        new AttestDiscloseVerb(),
    };
}
