using System.Security.Cryptography;
using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The real release circuit for one dataset, a key for it and a proof, made once for all tests.</summary>
public sealed class ReleaseSample
{
    public ReleaseSample()
    {
        Fr tag = ReleaseElements.Tag("medical"), licence = ReleaseElements.Licence("CC-BY-4.0");
        Day today = Day.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        DatasetMetadata dataset = new(DatasetMetadata.RootOf(Fr.Random(), 300), [tag], [licence], today, Day.Never);
        MerkleTree tree = new(ReleaseFormat.AuthorityDepth, Fr.Random(), dataset.Leaf(), Fr.Random());
        Release release = new(
            new AuthorityHead(tree.Root, 1),
            [new CertifiedDataset(dataset, tree.PathOf(1))],
            ModelFacts.None with { ModelDigest = Sha256Digest.Read(RandomNumberGenerator.GetBytes(Sha256Digest.Bytes)) },
            TrainingLink.None,
            new Policy([tag], [licence], today, new Day(today.Number + 30)),
            Fr.Random(),
            Fr.From(1));

        System = ConstraintSystem.Compile(release.Circuit());
        Key = DevelopmentSetup.Run(System);
        Statement = release.ToAssignment();
        Witness witness = Witness.Generate(release.Circuit(), Statement);
        Inputs = witness.PublicInputs.ToArray();
        Proof = Groth16Prover.Prove(Key, System, witness);
    }

    public ConstraintSystem System { get; }

    public ProvingKey Key { get; }

    public ReleaseAssignment Statement { get; }

    public Fr[] Inputs { get; }

    public Proof Proof { get; }
}
