using System.CommandLine;

namespace ChainProv.Cli.Commands;

/// <summary>Attestations: releases, disclosures to an auditor, and commitments to public weights.</summary>
internal static class AttestCommands
{
    public static Command Create() => new("attest", "Prove a release; show its datasets to an auditor; commit to public weights.")
    {
        new AttestReleaseVerb(),
        new AttestDiscloseVerb(),
        new AttestBaseVerb(),
    };
}
