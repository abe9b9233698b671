using System.Diagnostics;
using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;

namespace ChainProv.EndToEnd.Tests;

/// <summary>Releases of several datasets, proved for real.</summary>
[Trait("Category", "Slow")]
public sealed class LargerReleaseTests(ReleaseSample oneSlot) : IClassFixture<ReleaseSample>
{
    [Theory, InlineData(4, 3), InlineData(16, 5)]
    public void A_release_of_several_datasets_is_proved_and_verified(int slots, int datasets)
    {
        Fr licence = ReleaseElements.Licence("CC0-1.0");
        DatasetMetadata[] metadata = [.. Enumerable.Range(0, datasets).Select(i => new DatasetMetadata(Fr.From((ulong)i + 1), [], [licence], new Day(20_000), Day.Never))];
        MerkleTree tree = new(ReleaseFormat.AuthorityDepth, [.. metadata.Select(dataset => dataset.Leaf())]);
        Release release = new(
            new AuthorityHead(tree.Root, 3),
            metadata.Select((dataset, i) => new CertifiedDataset(dataset, tree.PathOf(i))),
            ModelFacts.None,
            TrainingLink.None,
            new Policy([], [licence], new Day(20_000), new Day(20_001)),
            Fr.Random(),
            Fr.Zero);
        ConstraintSystem system = StatementCircuit.Release(release.Opening.Slots).System;
        ProvingKey key = DevelopmentSetup.Run(system);
        Witness witness = Witness.Generate(release.Circuit(), release.ToAssignment());

        Stopwatch clock = Stopwatch.StartNew();
        Proof proof = Groth16Prover.Prove(key, system, witness);
        TestContext.Current.TestOutputHelper?.WriteLine($"{slots} slots, {system.ConstraintCount} constraints: proved in {clock.Elapsed.TotalSeconds:F1} s");

        release.Opening.Slots.Should().Be(slots);
        Groth16Verifier.Verify(key.VerifyingKey, proof, witness.PublicInputs.Span).Should().BeTrue();
        Fr[] other = witness.PublicInputs.ToArray();
        other[0] += Fr.One;
        Groth16Verifier.Verify(key.VerifyingKey, proof, other).Should().BeFalse();
        Groth16Verifier.Verify(key.VerifyingKey, oneSlot.Proof, oneSlot.Inputs).Should().BeFalse("a proof for one slot is none for more");
        Groth16Verifier.Verify(oneSlot.Key.VerifyingKey, proof, witness.PublicInputs.Span).Should().BeFalse();
    }
}
