using ChainProv.Circuits;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Prover.Attesting;

namespace ChainProv.Cli.Demo;

/// <summary>Ways to try something that should be refused, and to learn why it was.</summary>
internal static class Attempts
{
    /// <summary>Why the circuit has no witness for the release; null if it has.</summary>
    public static string? ToProve(Release release)
    {
        try
        {
            Witness.Generate(release.Circuit(), release.ToAssignment());
            return null;
        }
        catch (UnsatisfiedConstraintException unsatisfied)
        {
            return $"no witness: {unsatisfied.Constraint.Name}";
        }
    }

    /// <summary>Why our verifier refuses the certificate; null if it does not.</summary>
    public static string? ToVerify(Story story, ReleaseCertificate certificate) => ReleaseVerifier.Problems(certificate, story.Key.VerifyingKey) is [string first, ..] ? first : null;

    /// <summary>Why the registry refuses the certificate from this sender; null if it does not.</summary>
    public static Task<string?> ToAnchorAsync(Story story, ReleaseCertificate certificate, TransactionSender sender, CancellationToken cancellationToken) =>
        ToSendAsync(sender, ReleaseAnchor.Transaction(story.Registry, certificate), cancellationToken);

    /// <summary>Why a contract refuses a transaction; null if it does not. Nothing is sent.</summary>
    public static async Task<string?> ToSendAsync(TransactionSender sender, TransactionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            sender.Abandon(await sender.PrepareAsync(request, cancellationToken));
            return null;
        }
        catch (ContractRevertedException reverted)
        {
            return reverted.Reason.ToString();
        }
    }

    /// <summary>Why the circuit has no witness for the response; null if it has.</summary>
    public static string? ToProve(Response response)
    {
        try
        {
            Witness.Generate(new ResponseCircuit(), response.ToAssignment());
            return null;
        }
        catch (UnsatisfiedConstraintException unsatisfied)
        {
            return $"no witness: {unsatisfied.Constraint.Name}";
        }
    }

    /// <summary>Why the contract does not take a response for true; null if it does.</summary>
    public static async Task<string?> ToAttestAsync(Story story, ResponseCertificate certificate, CancellationToken cancellationToken)
    {
        try
        {
            await story.Attestations.RequireValidAsync(
                ResponseAnchor.AttestationOf(certificate, story.Release), certificate.Proof.Encode(PointFormat.Eip2537), 0, cancellationToken: cancellationToken);
            return null;
        }
        catch (ContractRevertedException reverted)
        {
            return reverted.Reason.ToString();
        }
    }

    /// <summary>Why the hosted prover does not attest a response; null if it does.</summary>
    public static async Task<string?> ToAskAsync(ProverClient prover, AttestationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await prover.AttestAsync(request, cancellationToken);
            return null;
        }
        catch (Exception refused) when (refused is HttpRequestException { StatusCode: not null } or NotAcceptedException)
        {
            return refused.Message;
        }
    }

    /// <summary>Why a reader refuses bytes; null if it does not.</summary>
    public static string? ToRead(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }
}
