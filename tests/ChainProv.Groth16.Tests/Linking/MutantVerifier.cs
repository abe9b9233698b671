using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>The verifier's equations, one by one and with a challenge that is given: what is left if one of them is forgotten.</summary>
internal sealed class MutantVerifier(VerifyingKey key, Proof proof, Fr[] inputs, G1Affine[] vectors)
{
    private readonly ProofCommitment _commitment = proof.Commitment!;

    public bool HoldsWith(Fr challenge) => Groth16Holds(challenge) && KnowledgeHolds() && OpeningHolds(challenge);

    public bool Groth16Holds(Fr challenge)
    {
        Fr[] all = [.. inputs, challenge, .. _commitment.Opening is null ? [] : new[] { _commitment.Opening.Evaluation }];
        G1Jacobian sum = key.PublicInputBases[0].ToJacobian() + _commitment.Point;
        for (int i = 0; i < all.Length; i++) sum += key.PublicInputBases[i + 1] * all[i];
        return Pairing.ProductIsOne((-proof.A, proof.B), (key.Alpha, key.Beta), (sum.ToAffine(), key.Gamma), (proof.C, key.Delta));
    }

    public bool KnowledgeHolds() => Pairing.ProductIsOne((_commitment.Point, key.Commitment!.Sigma), (-_commitment.Knowledge, G2Affine.Generator));

    public bool OpeningHolds(Fr challenge)
    {
        if (_commitment.Opening is not { } opening) return true;
        G1Affine folded = FoldedVectors.Fold(vectors, challenge);
        KzgEquation equation = Kzg.Equation(new(folded, challenge, opening.Evaluation, opening.Witness));
        return Pairing.ProductIsOne((equation.OfOne, G2Affine.Generator), (equation.OfTau, key.Commitment!.Vectors!.Tau));
    }
}
