using ChainProv.Circuits;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

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
