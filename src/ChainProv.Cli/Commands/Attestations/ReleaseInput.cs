using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>A release as a user names it: a committed model and a policy.</summary>
internal static class ReleaseInput
{
    /// <summary>Reads it, and finds out at once whether it can be proved, before a key is made for it or a prover asked.</summary>
    public static ReleaseRequest Read(string modelPath, SecretModel secret, string policyPath, ReleaseContext context)
    {
        ReleaseRequest request = new(context, PublicModel.Read(modelPath), secret, PolicyFile.Read(policyPath));
        request.Require(modelPath);
        request.RequireTrue();
        return request;
    }
}
