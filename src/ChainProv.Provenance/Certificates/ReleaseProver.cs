using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>Makes release certificates.</summary>
public static class ReleaseProver
{
    /// <param name="request">What to prove.</param>
    /// <param name="key">The key of the circuit with as many slots as the model's commitment.</param>
    /// <param name="device">What computes; the processor if not given.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at between the phases and within the long ones.</param>
    /// <exception cref="UnsatisfiedConstraintException">The release is not true: a dataset is not certified or not within the policy.</exception>
    /// <exception cref="CertificationException">The certificates do not fit together.</exception>
    /// <exception cref="DamagedKeyException">The key makes proofs that nobody accepts: better to learn it here than on chain.</exception>
    public static ReleaseCertificate Prove(
        ReleaseRequest request, ProvingKey key, IComputeDevice? device = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Release release = request.ToStatement();
        int slots = release.Opening.Slots;
        ConstraintSystem system = StatementCircuit.Release(slots).System;
        Witness witness = Witness.Generate(release.Circuit(), release.ToAssignment());
        Proof proof = Groth16Prover.Prove(key, system, witness, device, progress, cancellationToken);

        return new ReleaseCertificate(
            ReleaseCertificate.ReleaseStatement,
            slots,
            new Hash32(system.Digest.Bytes),
            new Hash32(VerifyingKeyEncoding.Digest(key.VerifyingKey)),
            SetupName.Of(key.VerifyingKey.Setup),
            request.Model.TrainingLink,
            request.Context,
            request.Secret.Datasets[0].AuthorityId,
            release.PublicInputs.Root,
            request.Model.Facts,
            request.Model.HyperParameters,
            request.Model.ModelCommitment,
            request.Policy,
            release.PublicInputs.PolicyDigest,
            request.Model.Files,
            request.Model.WeightsOpening,
            proof,
            ReleaseCertificate.DigestOf(proof));
    }
}
