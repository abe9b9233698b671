using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>Makes response certificates.</summary>
public static class ResponseProver
{
    /// <param name="request">What to prove.</param>
    /// <param name="salt">The salt of the transcript's digests, which goes into the certificate.</param>
    /// <param name="key">The key of <see cref="StatementCircuit.Response"/>.</param>
    /// <param name="device">What computes; the processor if not given.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at between the phases and within the long ones.</param>
    /// <exception cref="UnsatisfiedConstraintException">No declared dataset satisfies the policy.</exception>
    /// <exception cref="CertificationException">The certificates do not fit together, or not to the registry's root.</exception>
    /// <exception cref="DamagedKeyException">The key makes proofs that nobody accepts.</exception>
    public static ResponseCertificate Prove(
        ResponseRequest request, Hash32 salt, ProvingKey key, IComputeDevice? device = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Response response = request.ToStatement();
        Witness witness = Witness.Generate(new ResponseCircuit(), response.ToAssignment());
        Proof proof = Groth16Prover.Prove(key, StatementCircuit.Response.System, witness, device, progress, cancellationToken);
        return new ResponseCertificate(
            ResponseCertificate.ResponseStatement,
            new Hash32(StatementCircuit.Response.Digest.Bytes),
            new Hash32(VerifyingKeyEncoding.Digest(key.VerifyingKey)),
            SetupName.Of(key.VerifyingKey.Setup),
            request.Model.TrainingLink,
            request.Transcript.Context,
            response.PublicInputs.Root,
            request.Model.ModelCommitment,
            request.Model.Facts,
            request.Policy,
            response.PublicInputs.PolicyDigest,
            request.Transcript.Nonce,
            salt,
            request.Transcript.PromptDigest,
            request.Transcript.ResponseDigest,
            response.PublicInputs.Context,
            proof,
            ReleaseCertificate.DigestOf(proof));
    }
}
