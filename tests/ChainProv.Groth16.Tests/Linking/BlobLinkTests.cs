using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Vectors;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>Circuits that speak of a blob of EIP-4844, beside a vector of our own.</summary>
public sealed class BlobLinkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_proof_speaks_of_the_blobs_values_and_of_no_others()
    {
        Statement statement = new(BlobOf(7), CommittedVector.Commit(KzgSrs.Ethereum, new[] { Fr.From(5) }), Fr.From(12));
        SelectCircuit circuit = new(statement);
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        system.ConstraintCount.Should().BeLessThan(4096 + 400);
        ProvingKey key = DevelopmentSetup.Run(system);
        Proof proof = Groth16Prover.Prove(key, system, circuit, statement, new OpeningLedger(_folder.At("openings")));

        G1Affine vector = statement.Vector.Commitments.Span[0], blob = BlobKzg.Commit(statement.Blob.Blob);
        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(12)], [blob, vector]).Should().BeTrue("the blob's commitment is EIP-4844's");
        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(12)], [vector, blob]).Should().BeFalse();
        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(12)], [BlobOf(8).Commitment, vector]).Should().BeFalse();
        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(13)], [blob, vector]).Should().BeFalse();
    }

    [Fact]
    public void Another_value_than_the_blobs_breaks_the_link()
    {
        Statement statement = new(BlobOf(7), CommittedVector.Commit(KzgSrs.Ethereum, new[] { Fr.From(5) }), Fr.From(12));
        CheckCircuit<Statement> check = new(new SelectCircuit(statement));
        check.Accepts(statement);
        check.PerturbEveryCell(statement);
        check.BindsEveryPublicInput(statement);

        Witness witness = Witness.Generate(new SelectCircuit(statement), statement, check.System, TestChallenge.Draw);
        Fr[] values = witness.Values.ToArray();
        int wire = Enumerable.Range(0, check.System.WireCount).First(i => check.System.WireName(i) == "blob[100]/value");
        values[wire] += Fr.One;
        check.System.FirstUnsatisfied(new Witness(values, check.System.PublicInputCount))!.Name.Should().Be("vectors/chunk[0]/term[100]/quotient");
    }

    private static BlobVector BlobOf(ulong value)
    {
        Fr[] elements = [.. Enumerable.Range(0, Blob.ElementCount).Select(i => Fr.From((ulong)(i * i)))];
        elements[3] = Fr.From(value);
        return new(Blob.From(elements));
    }

    private sealed record Statement(BlobVector Blob, CommittedVector Vector, Fr Sum);

    /// <summary>The blob's fourth value and the vector's first add up to the public sum.</summary>
    private sealed class SelectCircuit(Statement placeholder) : ICircuit<Statement>
    {
        public Statement Placeholder => placeholder;

        public void Define(ICircuitBuilder circuit, Statement statement)
        {
            Wire sum = circuit.Public("sum", statement.Sum);
            circuit.AssertEqual("sum", circuit.Committed("blob", statement.Blob)[3] + circuit.Committed("vector", statement.Vector)[0], sum);
        }
    }
}
