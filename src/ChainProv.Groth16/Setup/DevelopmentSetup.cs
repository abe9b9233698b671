using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Setup;

/// <summary>A key made by one party from fresh randomness, which is forgotten: good for development, and the key says so.</summary>
public static class DevelopmentSetup
{
    /// <summary>Makes the proving key of a circuit; about 5n + N group multiplications.</summary>
    public static ProvingKey Run(ConstraintSystem system, int? threads = null, CancellationToken cancellationToken = default) =>
        Run(system, Trapdoor.Random(), threads ?? Environment.ProcessorCount, cancellationToken);

    internal static ProvingKey Run(ConstraintSystem system, Trapdoor secret, int threads, CancellationToken cancellationToken)
    {
        QuadraticProgramAtPoint program = QuadraticProgramAtPoint.Evaluate(system, secret.Tau);
        int publicWires = system.PublicInputCount + 1;

        Fr inverseDelta = secret.Delta.Inverse();
        Fr[] combined = new Fr[system.WireCount];
        for (int i = 0; i < combined.Length; i++)
        {
            Fr sum = (secret.Beta * program.U[i]) + (secret.Alpha * program.V[i]) + program.W[i];
            combined[i] = i < publicWires ? sum : sum * inverseDelta;
        }

        Fr[] odd = [.. program.OddLagrange.Select(value => value * inverseDelta)];

        FixedBaseTable<Cryptography.Bls12381.G1, Fp, Fr> g1 = new(G1Affine.Generator, (3 * system.WireCount) + odd.Length);
        FixedBaseTable<Cryptography.Bls12381.G2, Fp2, Fr> g2 = new(G2Affine.Generator, system.WireCount);
        G1Affine[] InG1(ReadOnlyMemory<Fr> scalars) => g1.MultiplyAll(scalars, threads, cancellationToken);

        return new ProvingKey
        {
            VerifyingKey = new(
                g1.Multiply(secret.Alpha).ToAffine(),
                g2.Multiply(secret.Beta).ToAffine(),
                G2Affine.Generator,
                g2.Multiply(secret.Delta).ToAffine(),
                InG1(combined.AsMemory(..publicWires)),
                system.Digest,
                SetupKind.Development),
            Beta = g1.Multiply(secret.Beta).ToAffine(),
            Delta = g1.Multiply(secret.Delta).ToAffine(),
            A = InG1(program.U),
            B1 = InG1(program.V),
            B2 = g2.MultiplyAll(program.V, threads, cancellationToken),
            C = InG1(combined.AsMemory(publicWires..)),
            H = InG1(odd),
        };
    }
}
