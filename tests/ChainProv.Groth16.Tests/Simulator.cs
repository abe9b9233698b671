using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Setup;

namespace ChainProv.Groth16.Tests;

/// <summary>Knows a key's trapdoor, and so proves any statement: honestly, or for a verifier that leaves out a pairing.</summary>
internal sealed class Simulator
{
    private readonly Trapdoor _secret = Trapdoor.Random();
    private readonly Fr[] _bases;

    public Simulator()
    {
        Key = DevelopmentSetup.Run(Samples.System, srs: null, _secret, CommitmentTrapdoor.Random(), threads: 1, CancellationToken.None).VerifyingKey;
        QuadraticProgramAtPoint program = QuadraticProgramAtPoint.Evaluate(Samples.System, _secret.Tau);
        _bases = [.. Enumerable.Range(0, Key.PublicInputBases.Count).Select(i => (_secret.Beta * program.U[i]) + (_secret.Alpha * program.V[i]) + program.W[i])];
    }

    /// <summary>The factors of e(A, B) = e(α, β)·e(X, γ)·e(C, δ).</summary>
    public enum Pairings
    {
        Proof,
        Constant,
        Inputs,
        Rest,
    }

    public VerifyingKey Key { get; }

    /// <summary>A proof for which the product of all pairings is one, but for the one left out.</summary>
    public Proof Prove(Fr[] inputs, Pairings? left = null)
    {
        Fr a = Fr.Random(), b = Fr.Random(), c = Fr.Random();
        Fr sum = _bases[0];
        for (int i = 0; i < inputs.Length; i++) sum += _bases[i + 1] * inputs[i];
        Fr known = (left == Pairings.Constant ? Fr.Zero : _secret.Alpha * _secret.Beta) + (left == Pairings.Inputs ? Fr.Zero : sum);
        if (left == Pairings.Rest) a = known * b.Inverse();
        else c = ((left == Pairings.Proof ? Fr.Zero : a * b) - known) * _secret.Delta.Inverse();
        return new((G1Affine.Generator * a).ToAffine(), (G2Affine.Generator * b).ToAffine(), (G1Affine.Generator * c).ToAffine());
    }
}
