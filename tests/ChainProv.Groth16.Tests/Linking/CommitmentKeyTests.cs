using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Snarkjs;
using ChainProv.Groth16.Solidity;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>Keys of circuits that commit: their files, and the ones that would let somebody forge or look.</summary>
public sealed class CommitmentKeyTests : IDisposable
{
    private static readonly VerifyingKey Honest = LinkedSamples.Key.VerifyingKey;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"chainprov-{Guid.NewGuid():N}.zkey");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_verifying_key_survives_its_encoding_which_a_plain_keys_is_no_part_of()
    {
        byte[] bytes = VerifyingKeyEncoding.Encode(Honest);
        bytes.Should().HaveCount(32 + 128 + (5 * 256) + (4 * 128));
        VerifyingKey read = VerifyingKeyEncoding.Decode(bytes, Honest.CircuitDigest, Honest.Setup);
        read.Commitment.Should().Be(Honest.Commitment);
        VerifyingKeyEncoding.Encode(read).Should().Equal(bytes);
        Groth16Verifier.Verify(read, LinkedSamples.Honest, LinkedSamples.Inputs, LinkedSamples.Commitments).Should().BeTrue();

        VerifyingKey withoutVectors = With(new CommitmentVerifyingKey(Honest.Commitment!.Sigma));
        VerifyingKeyEncoding.Decode(VerifyingKeyEncoding.Encode(withoutVectors), Honest.CircuitDigest, Honest.Setup).Commitment.Should().Be(withoutVectors.Commitment);
        FluentActions.Invoking(() => VerifyingKeyEncoding.Decode(bytes.AsSpan(32), Honest.CircuitDigest, Honest.Setup)).Should().Throw<FormatException>("σ and τ are no points of G1");
    }

    [Fact]
    public void Every_byte_of_a_verifying_key_counts()
    {
        byte[] bytes = VerifyingKeyEncoding.Encode(Honest);
        for (int i = 0; i < bytes.Length; i += i < 40 ? 1 : 61)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= 1;
            try
            {
                VerifyingKey read = VerifyingKeyEncoding.Decode(altered, Honest.CircuitDigest, Honest.Setup);
                Groth16Verifier.Verify(read, LinkedSamples.Honest, LinkedSamples.Inputs, LinkedSamples.Commitments).Should().BeFalse($"byte {i}");
            }
            catch (Exception refused) when (refused is FormatException or ArgumentException)
            {
            }
        }

        for (int length = 0; length < bytes.Length; length += length < 40 ? 1 : 61)
            FluentActions.Invoking(() => VerifyingKeyEncoding.Decode(bytes.AsSpan(..length), Honest.CircuitDigest, Honest.Setup)).Should().Throw<Exception>().Which.Should().Match(refused => refused is FormatException || refused is ArgumentException);
    }

    [Fact]
    public void A_key_whose_secrets_are_known_or_not_its_own_is_refused()
    {
        (G2Affine sigma, VectorVerifyingKey? vectors) = Honest.Commitment!;
        foreach (G2Affine bad in (ReadOnlySpan<G2Affine>)[G2Affine.Infinity, G2Affine.Generator, -G2Affine.Generator, Honest.Beta, -Honest.Beta, Honest.Delta, -Honest.Delta])
            Making(Honest.Commitment! with { Sigma = bad }).Should().Throw<ArgumentException>().WithMessage("σ is *");
        foreach (G2Affine bad in (ReadOnlySpan<G2Affine>)[G2Affine.Infinity, G2Affine.Generator, -G2Affine.Generator, sigma, -sigma, Honest.Beta, -Honest.Delta])
            Making(new(sigma, vectors! with { Tau = bad })).Should().Throw<ArgumentException>().WithMessage("τ is *");
        Making(new(sigma, vectors! with { Chunks = 0 })).Should().Throw<ArgumentException>();
        Making(new(sigma, vectors with { Chunks = -1 })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => With(Honest.Commitment, gamma: (G2Affine.Generator * Fr.From(5)).ToAffine())).Should().Throw<ArgumentException>().WithMessage("*γ is not the generator*");
        FluentActions.Invoking(() => With(Honest.Commitment, bases: Honest.PublicInputBases.Take(2))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => With(new(sigma), bases: Honest.PublicInputBases.Take(2))).Should().Throw<ArgumentException>().WithMessage("*no public input but what is drawn*");
    }

    [Fact]
    public void A_proving_key_survives_its_file()
    {
        Write(LinkedSamples.Key);
        ProvingKey read = ZkeyFile.Read(_path, LinkedSamples.Compiled);
        VerifyingKeyEncoding.Encode(read.VerifyingKey).Should().Equal(VerifyingKeyEncoding.Encode(Honest));
        read.Commitment!.Bases.ToArray().Should().Equal(LinkedSamples.Key.Commitment!.Bases.ToArray());
        Write(read);
        long length = new FileInfo(_path).Length;
        Write(LinkedSamples.Key);
        new FileInfo(_path).Length.Should().Be(length);
    }

    [Fact]
    public void A_key_that_would_not_blind_the_commitment_is_refused_by_reader_and_prover()
    {
        CommitmentProvingKey honest = LinkedSamples.Key.Commitment!;
        ProvingKey unblinded = With(blinding: G1Affine.Infinity, knowledge: G1Affine.Infinity, overDelta: G1Affine.Infinity);
        foreach (ProvingKey hostile in (ReadOnlySpan<ProvingKey>)[unblinded, With(overDelta: G1Affine.Infinity), With(knowledge: honest.Blinding), With(blinding: SmallOrder.AddTo(honest.Blinding))])
        {
            FluentActions.Invoking(() => Groth16Prover.Prove(hostile, LinkedSamples.Compiled, LinkedSamples.Circuit, LinkedSamples.Statement)).Should().Throw<DamagedKeyException>().WithMessage("*not be blinded*");
            Write(hostile);
            FluentActions.Invoking(() => ZkeyFile.Read(_path, LinkedSamples.Compiled)).Should().Throw<KeyFileException>();
        }
    }

    [Fact]
    public void A_key_made_to_fail_for_some_witnesses_is_refused()
    {
        G1Affine[] knowledge = [.. LinkedSamples.Key.Commitment!.KnowledgeBases.Span];
        knowledge[3] = (knowledge[3] + G1Affine.Generator).ToAffine();
        Write(With(Copy(LinkedSamples.Key.Commitment, knowledgeBases: knowledge)));
        FluentActions.Invoking(() => ZkeyFile.Read(_path, LinkedSamples.Compiled)).Should().Throw<KeyFileException>().WithMessage("*not σ times*");

        ProvingKey honest = LinkedSamples.Key;
        G1Affine[] c = [.. honest.C.Span];
        int wire = LinkedSamples.Compiled.Commitment!.Wires.Span[0] - LinkedSamples.Compiled.PublicInputCount - 1;
        c[wire].IsInfinity.Should().BeTrue();
        c[wire] = G1Affine.Generator;
        Write(new() { VerifyingKey = honest.VerifyingKey, Beta = honest.Beta, Delta = honest.Delta, A = honest.A, B1 = honest.B1, B2 = honest.B2, C = c, H = honest.H, Commitment = honest.Commitment });
        FluentActions.Invoking(() => ZkeyFile.Read(_path, LinkedSamples.Compiled)).Should().Throw<KeyFileException>().WithMessage("*a wire that is committed to*");
    }

    [Fact]
    public void A_key_without_bases_to_commit_with_or_for_another_layout_is_refused()
    {
        Write(With(commitment: null));
        FluentActions.Invoking(() => ZkeyFile.Read(_path, LinkedSamples.Compiled)).Should().Throw<KeyFileException>().WithMessage("*no bases for that*");

        CommitmentProvingKey fewer = Copy(LinkedSamples.Key.Commitment!, bases: LinkedSamples.Key.Commitment!.Bases[1..], knowledgeBases: LinkedSamples.Key.Commitment.KnowledgeBases[1..]);
        Write(With(fewer));
        FluentActions.Invoking(() => ZkeyFile.Read(_path, LinkedSamples.Compiled)).Should().Throw<KeyFileException>().WithMessage("*another circuit*committed wires*");
    }

    [Fact]
    public void A_reference_string_of_another_length_is_refused_at_setup() =>
        FluentActions.Invoking(() => DevelopmentSetup.Run(LinkedSamples.Compiled)).Should().Throw<ArgumentException>().WithMessage("*16 powers, not of 4096*");

    [Fact]
    public void Formats_that_know_no_commitments_refuse_them()
    {
        FluentActions.Invoking(() => SnarkjsJson.Write(Honest)).Should().Throw<NotSupportedException>();
        FluentActions.Invoking(() => SnarkjsJson.Write(LinkedSamples.Honest)).Should().Throw<NotSupportedException>();
        FluentActions.Invoking(() => SolidityVerifier.Write("Verifier", Honest)).Should().Throw<NotSupportedException>();
    }

    private static Action Making(CommitmentVerifyingKey commitment) => () => With(commitment);

    private static VerifyingKey With(CommitmentVerifyingKey? commitment, G2Affine? gamma = null, IEnumerable<G1Affine>? bases = null) =>
        new(Honest.Alpha, Honest.Beta, gamma ?? Honest.Gamma, Honest.Delta, [.. bases ?? Honest.PublicInputBases], Honest.CircuitDigest, Honest.Setup, commitment);

    private static ProvingKey With(G1Affine? blinding = null, G1Affine? knowledge = null, G1Affine? overDelta = null) => With(Copy(LinkedSamples.Key.Commitment!, blinding: blinding, knowledge: knowledge, overDelta: overDelta));

    internal static ProvingKey With(CommitmentProvingKey? commitment) => new()
    {
        VerifyingKey = LinkedSamples.Key.VerifyingKey,
        Beta = LinkedSamples.Key.Beta,
        Delta = LinkedSamples.Key.Delta,
        A = LinkedSamples.Key.A,
        B1 = LinkedSamples.Key.B1,
        B2 = LinkedSamples.Key.B2,
        C = LinkedSamples.Key.C,
        H = LinkedSamples.Key.H,
        Commitment = commitment,
    };

    internal static CommitmentProvingKey Copy(
        CommitmentProvingKey key, ReadOnlyMemory<G1Affine>? bases = null, ReadOnlyMemory<G1Affine>? knowledgeBases = null, G1Affine? blinding = null, G1Affine? knowledge = null, G1Affine? overDelta = null) => new()
        {
            Bases = bases ?? key.Bases,
            KnowledgeBases = knowledgeBases ?? key.KnowledgeBases,
            Blinding = blinding ?? key.Blinding,
            KnowledgeBlinding = knowledge ?? key.KnowledgeBlinding,
            BlindingOverDelta = overDelta ?? key.BlindingOverDelta,
        };

    private void Write(ProvingKey key)
    {
        using FileStream stream = File.Create(_path);
        ZkeyFile.Write(stream, key, LinkedSamples.Compiled);
    }
}
