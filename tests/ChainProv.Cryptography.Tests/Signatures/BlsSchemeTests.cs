using System.Numerics;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Signatures;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Signatures;

public sealed class BlsSchemeTests
{
    private static readonly BlsScheme[] Schemes = [BlsScheme.Basic, BlsScheme.Augmented, BlsScheme.ProofOfPossession];

    private static readonly byte[] Message = "a root that an authority published"u8.ToArray(), Other = "another root"u8.ToArray();

    [Fact]
    public void A_signature_verifies_under_its_own_scheme_key_and_message_alone()
    {
        using BlsSecretKey key = BlsSecretKey.Generate(), stranger = BlsSecretKey.Generate();
        foreach (BlsScheme scheme in Schemes)
        {
            BlsSignature signature = scheme.Sign(key, Message);
            foreach (BlsScheme verifier in Schemes) verifier.Verify(key.PublicKey, Message, signature).Should().Be(verifier == scheme);
            scheme.Verify(key.PublicKey, Other, signature).Should().BeFalse();
            scheme.Verify(stranger.PublicKey, Message, signature).Should().BeFalse();
            scheme.Verify(key.PublicKey, Message, BlsSignature.Read(G2Affine.Infinity.ToBytes(PointFormat.Compressed))).Should().BeFalse();
        }
    }

    [Fact]
    public void Signatures_of_distinct_messages_aggregate_in_every_scheme()
    {
        using BlsSecretKey first = BlsSecretKey.Generate(), second = BlsSecretKey.Generate();
        BlsPublicKey[] keys = [first.PublicKey, second.PublicKey];
        foreach (BlsScheme scheme in Schemes)
        {
            BlsSignature aggregate = BlsSignature.Aggregate([scheme.Sign(first, Message), scheme.Sign(second, Other)]);
            scheme.AggregateVerify(keys, [Message, Other], aggregate).Should().BeTrue();
            scheme.AggregateVerify(keys, [Other, Message], aggregate).Should().BeFalse();
            scheme.AggregateVerify([], [], aggregate).Should().BeFalse();
            FluentActions.Invoking(() => scheme.AggregateVerify(keys, [Message], aggregate)).Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void The_basic_scheme_refuses_equal_messages_in_an_aggregate_and_the_others_do_not()
    {
        using BlsSecretKey first = BlsSecretKey.Generate(), second = BlsSecretKey.Generate();
        foreach (BlsScheme scheme in Schemes)
        {
            BlsSignature aggregate = BlsSignature.Aggregate([scheme.Sign(first, Message), scheme.Sign(second, Message)]);
            scheme.AggregateVerify([first.PublicKey, second.PublicKey], [Message, Message], aggregate).Should().Be(scheme != BlsScheme.Basic);
        }
    }

    [Fact]
    public void A_rogue_key_forges_an_aggregate_but_cannot_prove_its_possession()
    {
        using BlsSecretKey victim = BlsSecretKey.Generate(), attacker = BlsSecretKey.Generate();
        BlsPublicKey rogue = BlsPublicKey.Read((attacker.PublicKey.Point.ToJacobian() - victim.PublicKey.Point).ToAffine().ToBytes(PointFormat.Compressed));
        BlsSignature forged = BlsScheme.ProofOfPossession.Sign(attacker, Message);
        BlsScheme.ProofOfPossession.FastAggregateVerify([victim.PublicKey, rogue], Message, forged).Should().BeTrue("this is the attack that the proofs are for");

        ProofOfPossessionScheme.VerifyPossession(rogue, ProofOfPossessionScheme.ProvePossession(attacker)).Should().BeFalse();
        ProofOfPossessionScheme.VerifyPossession(victim.PublicKey, ProofOfPossessionScheme.ProvePossession(victim)).Should().BeTrue();
    }

    [Fact]
    public void A_signature_of_the_key_as_a_message_is_no_proof_of_possession()
    {
        using BlsSecretKey key = BlsSecretKey.Generate();
        BlsSignature signature = BlsScheme.ProofOfPossession.Sign(key, key.PublicKey.ToBytes());
        ProofOfPossessionScheme.VerifyPossession(key.PublicKey, signature).Should().BeFalse();
    }

    [Fact]
    public void Keys_that_cancel_to_infinity_verify_nothing()
    {
        using BlsSecretKey key = BlsSecretKey.Generate();
        BlsPublicKey opposite = BlsPublicKey.Read((-key.PublicKey.Point).ToBytes(PointFormat.Compressed));
        BlsSignature infinity = BlsSignature.Read(G2Affine.Infinity.ToBytes(PointFormat.Compressed));
        BlsScheme.ProofOfPossession.FastAggregateVerify([key.PublicKey, opposite], Message, infinity).Should().BeFalse();
        BlsScheme.ProofOfPossession.FastAggregateVerify([], Message, infinity).Should().BeFalse();
    }

    [Fact]
    public void A_batch_with_two_errors_that_cancel_is_refused()
    {
        using BlsSecretKey first = BlsSecretKey.Generate(), second = BlsSecretKey.Generate();
        BlsSignature a = BlsScheme.Basic.Sign(first, Message), b = BlsScheme.Basic.Sign(second, Other);
        BlsSignature shiftedA = new((a.Point + G2Affine.Generator).ToAffine()), shiftedB = new((b.Point + -G2Affine.Generator).ToAffine());
        BlsSignature.Aggregate([shiftedA, shiftedB]).Should().Be(BlsSignature.Aggregate([a, b]));

        BlsScheme.Basic.VerifyBatch([new(first.PublicKey, Message, a), new(second.PublicKey, Other, b)]).Should().BeTrue();
        BlsScheme.Basic.VerifyBatch([new(first.PublicKey, Message, shiftedA), new(second.PublicKey, Other, shiftedB)]).Should().BeFalse();
    }

    [Fact]
    public void An_empty_batch_is_refused()
    {
        foreach (BlsScheme scheme in Schemes) scheme.VerifyBatch([]).Should().BeFalse();
    }

    [Fact]
    public void Infinity_is_not_a_public_key() =>
        FluentActions.Invoking(() => BlsPublicKey.Read(G1Affine.Infinity.ToBytes(PointFormat.Compressed)))
            .Should().Throw<PointFormatException>().Which.Error.Should().Be(PointError.Infinity);

    [Fact]
    public void Key_derivation_gives_the_master_key_of_EIP_2333()
    {
        byte[] seed = Convert.FromHexString("c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04");
        using BlsSecretKey key = BlsSecretKey.Derive(seed), separated = BlsSecretKey.Derive(seed, "another"u8);
        Secret(key).Should().Be(BigInteger.Parse("6083874454709270928345386274498605044986640685124978867557563392430687146096"));
        Secret(separated).Should().NotBe(Secret(key));
        FluentActions.Invoking(() => BlsSecretKey.Derive(new byte[31])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_secret_key_shows_nothing_reads_back_and_dies_when_disposed()
    {
        BlsSecretKey key = BlsSecretKey.Generate();
        byte[] bytes = new byte[BlsSecretKey.ByteLength];
        key.Export(bytes);
        BlsSecretKey.TryRead(bytes, out BlsSecretKey? read).Should().BeTrue();
        read!.PublicKey.Should().Be(key.PublicKey);
        key.ToString().Should().Be("BLS secret key (redacted)");

        key.Dispose();
        FluentActions.Invoking(() => key.Export(bytes)).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => BlsScheme.Basic.Sign(key, Message)).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Zero_r_and_other_lengths_are_not_secret_keys()
    {
        BlsSecretKey.TryRead(new byte[32], out _).Should().BeFalse();
        BlsSecretKey.TryRead(Fr.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true), out _).Should().BeFalse();
        BlsSecretKey.TryRead(new byte[31], out _).Should().BeFalse();
    }

    [Fact]
    public void The_constant_time_ladder_multiplies_also_at_its_edges()
    {
        Gen.Select(Sampling.G1, Sampling.Scalar).Sample((point, scalar) =>
            ConstantTimeLadder.Multiply(point.ToAffine(), scalar) == (point * scalar).ToAffine(), iter: 30);
        Gen.Select(Sampling.G2, Sampling.Scalar).Sample((point, scalar) =>
            ConstantTimeLadder.Multiply(point.ToAffine(), scalar) == (point * scalar).ToAffine(), iter: 10);
    }

    private static BigInteger Secret(BlsSecretKey key)
    {
        byte[] bytes = new byte[BlsSecretKey.ByteLength];
        key.Export(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }
}
