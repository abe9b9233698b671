using ChainProv.Circuits;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Setup;

/// <summary>A key made by one party from fresh randomness, which is forgotten: good for development, and the key says so.</summary>
public static class DevelopmentSetup
{
    /// <summary>Makes the proving key of a circuit; about 5n + N group multiplications.</summary>
    /// <param name="system">The circuit.</param>
    /// <param name="srs">What the vectors are committed with that the circuit is linked to, if to any; Ethereum's if not given.</param>
    /// <param name="threads">How many to use; all processors if not given.</param>
    /// <param name="cancellationToken">Looked at within the multiplications.</param>
    /// <exception cref="ArgumentException">The reference string has another length than the circuit's chunks.</exception>
    public static ProvingKey Run(ConstraintSystem system, KzgSrs? srs = null, int? threads = null, CancellationToken cancellationToken = default) =>
        Run(system, srs, Trapdoor.Random(), CommitmentTrapdoor.Random(), threads ?? Environment.ProcessorCount, cancellationToken);

    internal static ProvingKey Run(ConstraintSystem system, KzgSrs? srs, Trapdoor secret, CommitmentTrapdoor commitment, int threads, CancellationToken cancellationToken)
    {
        CommitmentLayout? layout = system.Commitment;
        QuadraticProgramAtPoint program = QuadraticProgramAtPoint.Evaluate(system, secret.Tau);
        int publicWires = system.PublicInputCount + 1;

        Fr inverseDelta = secret.Delta.Inverse();
        Fr[] combined = new Fr[system.WireCount];
        for (int i = 0; i < combined.Length; i++) combined[i] = (secret.Beta * program.U[i]) + (secret.Alpha * program.V[i]) + program.W[i];
        Fr[] committed = layout is null ? [] : Array.ConvertAll(layout.Wires.ToArray(), wire => combined[wire]);
        foreach (int wire in layout is null ? [] : layout.Wires.Span) combined[wire] = Fr.Zero;
        foreach (ref Fr value in combined.AsSpan(publicWires)) value *= inverseDelta;

        Fr[] odd = [.. program.OddLagrange.Select(value => value * inverseDelta)];

        FixedBaseTable<Cryptography.Bls12381.G1, Fp, Fr> g1 = new(G1Affine.Generator, (3 * system.WireCount) + (2 * committed.Length) + odd.Length);
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
                SetupKind.Development,
                layout is null ? null : new(g2.Multiply(commitment.Sigma).ToAffine(), VectorsOf(layout, srs))),
            Beta = g1.Multiply(secret.Beta).ToAffine(),
            Delta = g1.Multiply(secret.Delta).ToAffine(),
            A = InG1(program.U),
            B1 = InG1(program.V),
            B2 = g2.MultiplyAll(program.V, threads, cancellationToken),
            C = InG1(combined.AsMemory(publicWires..)),
            H = InG1(odd),
            Commitment = layout is null ? null : new()
            {
                Bases = InG1(committed),
                KnowledgeBases = InG1(Array.ConvertAll(committed, value => value * commitment.Sigma)),
                Blinding = g1.Multiply(commitment.Eta).ToAffine(),
                KnowledgeBlinding = g1.Multiply(commitment.Eta * commitment.Sigma).ToAffine(),
                BlindingOverDelta = g1.Multiply(commitment.Eta * inverseDelta).ToAffine(),
            },
        };
    }

    private static VectorVerifyingKey? VectorsOf(CommitmentLayout layout, KzgSrs? srs) =>
        layout.VectorChunks == 0 ? null
            : (srs ??= KzgSrs.Ethereum).Size == layout.ChunkLength ? new(srs.G2Powers.Span[1], layout.VectorChunks)
            : throw new ArgumentException($"The circuit's vectors need a reference string of {layout.ChunkLength} powers, not of {srs.Size}.", nameof(srs));
}
