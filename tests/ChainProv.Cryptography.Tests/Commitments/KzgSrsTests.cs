using System.Text.Json;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Tests.Commitments;

/// <summary>A reference string is the powers of one secret, or it is refused.</summary>
public sealed class KzgSrsTests
{
    private static readonly Fr Tau = Fr.Random();

    [Fact]
    public void Ethereums_ceremony_is_what_npm_says_it_is()
    {
        using JsonDocument setup = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Peers.Folder, "node_modules", "@paulmillr", "trusted-setups", "trusted_setup.json")));
        IEnumerable<string> Points(string property) => setup.RootElement.GetProperty(property).EnumerateArray().Select(point => point.GetString()!);

        KzgSrs srs = KzgSrs.Ethereum;
        srs.G1Powers.ToArray().Select(point => "0x" + Convert.ToHexStringLower(point.ToBytes(PointFormat.Compressed))).Should().Equal(Points("g1_monomial"));
        srs.G2Powers.ToArray().Select(point => "0x" + Convert.ToHexStringLower(point.ToBytes(PointFormat.Compressed))).Should().Equal(Points("g2_monomial"));
        (srs.Size, srs.G2Powers.Length).Should().Be((4096, 65));
        KzgSrs.Ethereum.Should().BeSameAs(srs);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(5, 3)]
    [InlineData(600, 2)]
    public void Powers_of_one_secret_are_accepted(int g1Count, int g2Count)
    {
        G1Affine[] g1 = KnownTau.G1(g1Count, Tau);
        G2Affine[] g2 = KnownTau.G2(g2Count, Tau);
        KzgSrs read = KzgSrs.Read(Compress(g1, g2), g1Count, g2Count);
        read.G1Powers.ToArray().Should().Equal(g1);
        read.G2Powers.ToArray().Should().Equal(g2);
        read.Digest.ToArray().Should().Equal(KzgSrs.From(g1, g2).Digest.ToArray());
    }

    [Fact]
    public void The_digest_tells_apart_secrets_and_sizes()
    {
        string[] digests = [.. new[] { KnownTau.Srs(4, Tau), KnownTau.Srs(5, Tau), KnownTau.Srs(4, Tau + Fr.One) }.Select(srs => Convert.ToHexString(srs.Digest.Span))];
        digests.Distinct().Should().HaveCount(3);
        KzgSrs.From(KnownTau.G1(4, Tau), KnownTau.G2(3, Tau)).Digest.ToArray().Should().Equal(KnownTau.Srs(4, Tau).Digest.ToArray(), "more powers in G2 change no commitment and no proof");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(600)]
    public void One_power_changed_is_refused(int size)
    {
        foreach (int index in new[] { 1, size / 2, size - 1 })
            Refusal(g1 => g1[index] = (g1[index] + G1Affine.Generator).ToAffine(), _ => { }, size).Should().Contain("not the powers of one secret");
        foreach (int index in new[] { 1, 2 })
            Refusal(_ => { }, g2 => g2[index] = (g2[index] + G2Affine.Generator).ToAffine()).Should().Contain("not the powers of one secret");
    }

    [Fact]
    public void Swapped_powers_are_refused()
    {
        Refusal(g1 => (g1[3], g1[4]) = (g1[4], g1[3])).Should().Contain("not the powers of one secret");
        Refusal(g1 => g1[4] = g1[3]).Should().Contain("not the powers of one secret");
        Refusal(_ => { }, g2 => (g2[1], g2[2]) = (g2[2], g2[1])).Should().Contain("not the powers of one secret");
    }

    [Fact]
    public void Different_secrets_in_the_two_groups_are_refused() =>
        FluentActions.Invoking(() => KzgSrs.From(KnownTau.G1(8, Tau), KnownTau.G2(2, Tau + Fr.One))).Should().Throw<KzgSrsException>().WithMessage("*not the powers of one secret.");

    [Fact]
    public void Two_errors_that_cancel_in_a_plain_sum_are_refused() => Refusal(g1 =>
    {
        g1[5] = (g1[5] + G1Affine.Generator).ToAffine();
        g1[6] = (g1[6] + -G1Affine.Generator).ToAffine();
    }).Should().Contain("not the powers of one secret");

    [Fact]
    public void A_first_power_that_is_not_the_generator_is_refused()
    {
        Refusal(g1 => KnownTau.G1(9, Tau)[1..].CopyTo(g1, 0)).Should().Contain("its first power in G1 is not the generator");
        Refusal(_ => { }, g2 => g2[0] = -g2[0]).Should().Contain("its first power in G2 is not the generator");
    }

    [Fact]
    public void Points_outside_the_subgroup_off_the_curve_or_at_infinity_are_refused()
    {
        Refusal(g1 => g1[5] = SmallOrder.AddTo(g1[5])).Should().Contain("power 5 in G1: outside the subgroup");
        Refusal(g1 => g1[599] = SmallOrder.AddTo(g1[599]), size: 600).Should().Contain("power 599 in G1: outside the subgroup");
        Refusal(_ => { }, g2 => g2[1] = SmallOrder.AddTo(g2[1])).Should().Contain("power 1 in G2: outside the subgroup");
        Refusal(g1 => g1[2] = G1Affine.FromTrusted(g1[2].X, g1[2].Y + Fp.One)).Should().Contain("power 2 in G1: not on the curve");
        Refusal(g1 => g1[7] = G1Affine.Infinity).Should().Contain("power 7 in G1: infinity is not allowed");
        Refusal(_ => { }, g2 => g2[2] = G2Affine.Infinity).Should().Contain("power 2 in G2: infinity is not allowed");
    }

    [Fact]
    public void What_is_seen_at_once_is_said_before_points_are_checked()
    {
        Refusal(g1 => (g1[2], g1[7]) = (SmallOrder.AddTo(g1[2]), G1Affine.Infinity)).Should().Contain("power 7 in G1: infinity is not allowed");
        Refusal(g1 => (g1[0], g1[2]) = (-g1[0], SmallOrder.AddTo(g1[2]))).Should().Contain("its first power in G1 is not the generator");
    }

    [Fact]
    public void A_secret_of_zero_or_one_is_refused()
    {
        foreach ((Fr tau, string problem) in new[] { (Fr.Zero, "infinity is not allowed"), (Fr.One, "its secret is 1 or -1"), (-Fr.One, "its secret is 1 or -1") })
            FluentActions.Invoking(() => KnownTau.Srs(4, tau)).Should().Throw<KzgSrsException>().Which.Message.Should().Contain(problem);
    }

    [Fact]
    public void Fewer_than_two_powers_are_refused()
    {
        FluentActions.Invoking(() => KzgSrs.From([], [])).Should().Throw<KzgSrsException>().WithMessage("*0 powers in G1 are too few*");
        FluentActions.Invoking(() => KzgSrs.From(KnownTau.G1(4, Tau), KnownTau.G2(1, Tau))).Should().Throw<KzgSrsException>().WithMessage("*1 powers in G2 are too few*");
    }

    [Fact]
    public void Truncated_or_malformed_bytes_are_refused()
    {
        byte[] bytes = Compress(KnownTau.G1(4, Tau), KnownTau.G2(2, Tau));
        string Refused(byte[] changed) => FluentActions.Invoking(() => KzgSrs.Read(changed, 4, 2)).Should().Throw<KzgSrsException>().Which.Message;

        Refused(bytes[..^1]).Should().Contain("4 points of G1 and 2 of G2 have 384 bytes, not 383");
        Refused([.. bytes, 0]).Should().Contain("not 385");
        Refused([]).Should().Contain("not 0");
        Refused([.. bytes[..48], (byte)(bytes[48] & 0x7f), .. bytes[49..]]).Should().Contain("power 1 in G1: invalid flag bits");
        Refused([.. bytes[..48], 0x9f, .. Enumerable.Repeat((byte)0xff, 47), .. bytes[96..]]).Should().Contain("power 1 in G1: a coordinate is not below p");
        Refused([.. bytes[..48], (byte)(bytes[48] ^ 0x20), .. bytes[49..]]).Should().Contain("not the powers of one secret");
    }

    private static string Refusal(Action<G1Affine[]> change1, Action<G2Affine[]>? change2 = null, int size = 8)
    {
        G1Affine[] g1 = KnownTau.G1(size, Tau);
        G2Affine[] g2 = KnownTau.G2(3, Tau);
        change1(g1);
        change2?.Invoke(g2);
        return FluentActions.Invoking(() => KzgSrs.From(g1, g2)).Should().Throw<KzgSrsException>().Which.Message;
    }

    private static byte[] Compress(G1Affine[] g1, G2Affine[] g2) =>
        [.. g1.SelectMany(point => point.ToBytes(PointFormat.Compressed)), .. g2.SelectMany(point => point.ToBytes(PointFormat.Compressed))];
}
