using System.CommandLine;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>Attestations: releases, responses and the policies they answer, public weights, and disclosures to an auditor.</summary>
internal static class AttestCommands
{
    public static Command Create() => new("attest", "Prove a release, or of a response what data its model declares; commit to public weights; show datasets to an auditor.")
    {
        new AttestReleaseVerb(),
        new AttestResponseVerb(),
        new AttestPolicyVerb(),
        new AttestRecordVerb(),
        new AttestBaseVerb(),
        new AttestDiscloseVerb(),
    };
}
