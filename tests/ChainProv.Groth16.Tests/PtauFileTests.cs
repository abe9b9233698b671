using System.Numerics;
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Groth16.Tests;

/// <summary>Powers of tau as snarkjs writes them, and as an attacker would.</summary>
public sealed class PtauFileTests : IDisposable
{
    private const int Power = 3, G1Count = 15, G2Count = 8;

    private static readonly Fr Tau = Fr.Random();

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_string_of_powers_is_read()
    {
        string path = Write();
        KzgSrs srs = PtauFile.ReadSrs(path);
        srs.G1Powers.ToArray().Should().Equal(KnownTau.G1(8, Tau));
        srs.G2Powers.ToArray().Should().Equal(KnownTau.G2(8, Tau));
        PtauFile.ReadSrs(path, 3).Size.Should().Be(3);
        PtauFile.ReadSrs(path, G1Count).Size.Should().Be(G1Count);
        Refused(() => PtauFile.ReadSrs(path, G1Count + 1), "*16 powers are wanted, and it has 15*");
    }

    [Fact]
    public void What_snarkjs_contributed_to_is_read_and_what_it_only_began_is_refused()
    {
        Snarkjs("new", "bls12381", "4", _temp.At("new.ptau"));
        Snarkjs("contribute", _temp.At("new.ptau"), _temp.At("contributed.ptau"), "--name=one", "-e=not secret: a test");

        KzgSrs srs = PtauFile.ReadSrs(_temp.At("contributed.ptau"));
        (srs.Size, srs.G2Powers.Length).Should().Be((16, 16));
        Kzg kzg = new(srs);
        Fr[] f = [Fr.One, Fr.From(2), Fr.From(3)];
        KzgOpening opening = kzg.Open(f, Fr.From(10));
        opening.Value.Should().Be(Fr.From(321));
        kzg.Verify(kzg.Commit(f), Fr.From(10), opening.Value, opening.Proof).Should().BeTrue();

        Refused(() => PtauFile.ReadSrs(_temp.At("new.ptau")), "*its secret is 1 or -1: nobody contributed to it*");
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(Write());
        for (int length = 0; length < bytes.Length; length += 19) Refused(() => PtauFile.ReadSrs(_temp.Write("truncated.ptau", bytes[..length])), "*");
    }

    [Fact]
    public void Another_curve_count_or_power_is_refused()
    {
        Refused(() => PtauFile.ReadSrs(Write(modulus: Fp.Modulus - 2)), "*not of BLS12-381*");
        Refused(() => PtauFile.ReadSrs(Write(power: 4)), "*section 2 has 1440 bytes; 31 powers have 2976*");
        Refused(() => PtauFile.ReadSrs(Write(power: 29)), "*claims 2^29 powers*");
        Refused(() => PtauFile.ReadSrs(Write(power: uint.MaxValue)), "*claims 2^4294967295 powers*");
        Refused(() => PtauFile.ReadSrs(_temp.At("missing.ptau")), "*no such file*");
    }

    [Fact]
    public void A_power_changed_swapped_or_outside_the_subgroup_is_refused()
    {
        Refused(() => PtauFile.ReadSrs(Write(g1 => g1[5] = (g1[5] + G1Affine.Generator).ToAffine())), "*not the powers of one secret*");
        Refused(() => PtauFile.ReadSrs(Write(g1 => (g1[5], g1[6]) = (g1[6], g1[5]))), "*not the powers of one secret*");
        Refused(() => PtauFile.ReadSrs(Write(g1 => g1[5] = SmallOrder.AddTo(g1[5]))), "*power 5 in G1: outside the subgroup*");
        Refused(() => PtauFile.ReadSrs(Write(g1 => g1[5] = G1Affine.Infinity)), "*power 5 in G1: infinity is not allowed*");
        Refused(() => PtauFile.ReadSrs(Write(changeG2: g2 => g2[7] = SmallOrder.AddTo(g2[7]))), "*power 7 in G2: outside the subgroup*");
        Refused(() => PtauFile.ReadSrs(Write(changeG2: g2 => g2[7] = -g2[7])), "*not the powers of one secret*");
    }

    [Fact]
    public void A_coordinate_that_is_not_below_p_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(Write());
        const int FirstPoint = 12 + 12 + 60 + 12;
        bytes.AsSpan(FirstPoint + 96, 48).Fill(0xff);
        Refused(() => PtauFile.ReadSrs(_temp.Write("large.ptau", bytes)), "*power 1 in G1: a coordinate is not below p*");
    }

    [Fact]
    public void More_powers_than_can_be_used_are_refused_however_small_the_file_is_on_the_disk()
    {
        Refused(() => PtauFile.ReadSrs(WriteHoles(25)), "*33554432 powers are wanted, and 16777216 are the most that can be used*");
        Refused(() => PtauFile.ReadSrs(WriteHoles(28)), "*268435456 powers are wanted, and 16777216 are the most that can be used*");
        Refused(() => PtauFile.ReadSrs(WriteHoles(28), 4), "*power 2 in G1: infinity is not allowed*");
    }

    [Fact]
    public void A_file_of_holes_is_refused_at_its_first_hole()
    {
        string path = WriteHoles(24);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Refused(() => PtauFile.ReadSrs(path), "*power 2 in G1: infinity is not allowed*");
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(32 << 20, "all its powers would be 1.6 GB");
    }

    private static void Snarkjs(params string[] arguments)
    {
        (bool success, string output) = Peers.Run(Peers.SnarkjsProgram, ["powersoftau", .. arguments]);
        success.Should().BeTrue(output);
    }

    private static void Refused(Action read, string message) => FluentActions.Invoking(read).Should().Throw<KeyFileException>().WithMessage(message);

    /// <summary>Two powers, and holes in the place of all others.</summary>
    private string WriteHoles(int power)
    {
        string path = _temp.At("holes.ptau");
        using FileStream stream = File.Create(path);
        BinaryFileWriter file = new(stream, "ptau", 1, 3);
        file.BeginSection(1);
        file.Write((uint)Fp.ByteLength);
        file.Write(Fp.Modulus, Fp.ByteLength);
        file.Write((uint)power);
        file.Write((uint)power);
        file.EndSection();
        Holes<G1Affine>(2, KnownTau.G1(2, Tau), (2L << power) - 1, 96);
        Holes<G2Affine>(3, KnownTau.G2(2, Tau), 1L << power, 192);
        return path;

        void Holes<TPoint>(uint section, TPoint[] first, long count, int bytes) where TPoint : unmanaged
        {
            file.BeginSection(section);
            long end = stream.Position + (count * bytes);
            file.WriteRaw<TPoint>(first);
            stream.SetLength(end);
            stream.Position = end;
            file.EndSection();
        }
    }

    private string Write(Action<G1Affine[]>? changeG1 = null, Action<G2Affine[]>? changeG2 = null, BigInteger? modulus = null, uint power = Power)
    {
        G1Affine[] g1 = KnownTau.G1(G1Count, Tau);
        G2Affine[] g2 = KnownTau.G2(G2Count, Tau);
        changeG1?.Invoke(g1);
        changeG2?.Invoke(g2);

        string path = _temp.At("powers.ptau");
        using FileStream stream = File.Create(path);
        BinaryFileWriter file = new(stream, "ptau", 1, 3);
        file.BeginSection(1);
        file.Write((uint)Fp.ByteLength);
        file.Write(modulus ?? Fp.Modulus, Fp.ByteLength);
        file.Write(power);
        file.Write(power);
        file.EndSection();
        file.BeginSection(2);
        file.WriteRaw<G1Affine>(g1);
        file.EndSection();
        file.BeginSection(3);
        file.WriteRaw<G2Affine>(g2);
        file.EndSection();
        return path;
    }
}
