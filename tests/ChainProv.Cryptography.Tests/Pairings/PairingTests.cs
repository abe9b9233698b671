using System.Numerics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Pairings;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Pairings;

public sealed class PairingTests
{
    [Fact]
    public void The_pairing_is_bilinear() => Gen.Select(Sampling.Scalar, Sampling.Scalar).Sample((a, b) =>
    {
        G1Affine p = (G1Affine.Generator * a).ToAffine();
        G2Affine q = (G2Affine.Generator * b).ToAffine();
        Gt expected = Gt.Generator.Pow(a * b);
        return Pairing.Compute(p, q) == expected
            && Pairing.Compute(G1Affine.Generator, (q.ToJacobian() * a).ToAffine()) == expected
            && Pairing.Compute((p, G2Affine.Generator), (-p, G2Affine.Generator)).IsOne;
    }, iter: 10);

    [Fact]
    public void The_pairing_is_not_degenerate() => Gt.Generator.IsOne.Should().BeFalse();

    [Fact]
    public void A_pair_with_infinity_contributes_one()
    {
        Pairing.Compute(G1Affine.Infinity, G2Affine.Generator).IsOne.Should().BeTrue();
        Pairing.Compute(G1Affine.Generator, G2Affine.Infinity).IsOne.Should().BeTrue();
        Pairing.Compute((G1Affine.Generator, G2Affine.Generator), (G1Affine.Infinity, G2Affine.Generator)).Should().Be(Gt.Generator);
        Pairing.ProductIsOne(ReadOnlySpan<(G1Affine, G2Affine)>.Empty).Should().BeTrue();
    }

    [Fact]
    public void A_product_is_the_product_of_its_pairings_prepared_or_not()
    {
        (G1Affine P, G2Affine Q)[] pairs = [.. Enumerable.Range(0, 4).Select(_ =>
            ((G1Affine.Generator * Fr.Random()).ToAffine(), (G2Affine.Generator * Fr.Random()).ToAffine()))];
        Gt expected = pairs.Aggregate(Gt.One, (product, pair) => product * Pairing.Compute(pair.P, pair.Q));
        Pairing.Compute(pairs).Should().Be(expected);
        Pairing.Compute([.. pairs.Select(pair => (pair.P, new PreparedG2(pair.Q)))]).Should().Be(expected);
    }

    [Fact]
    public void A_product_is_one_exactly_when_the_exponents_cancel()
    {
        Fr a = Fr.From(5), b = Fr.From(7);
        G1Affine p = (G1Affine.Generator * a).ToAffine(), opposite = (G1Affine.Generator * -(a * b)).ToAffine();
        G2Affine q = (G2Affine.Generator * b).ToAffine();
        Pairing.ProductIsOne((p, q), (opposite, G2Affine.Generator)).Should().BeTrue();
        Pairing.ProductIsOne((p, q), (opposite, q)).Should().BeFalse();
        Pairing.ProductIsOne((p, q)).Should().BeFalse();
    }

    [Fact]
    public void The_final_exponentiation_is_the_power_it_says() => Sampling.Fp12.Sample(f =>
        f.IsZero || FinalExponentiation.Compute(f) == f.Pow(3 * (BigInteger.Pow(Fp.Modulus, 12) - 1) / Fr.Modulus), iter: 3);

    [Fact]
    public void Cyclotomic_squares_and_powers_are_squares_and_powers() => Sampling.Fp12.Sample(f =>
    {
        if (f.IsZero) return true;
        Fp12 unit = f.Conjugate() * f.Inverse();
        unit = unit.Frobenius(2) * unit;
        return CyclotomicSubgroup.Contains(unit) && CyclotomicSubgroup.Square(unit) == unit.Square()
            && CyclotomicSubgroup.PowZ(unit) == unit.Pow(CurveParameter.Magnitude).Inverse()
            && CyclotomicSubgroup.Pow(unit, 12345) == unit.Pow(12345);
    }, iter: 10);

    [Fact]
    public void Values_of_the_pairing_have_order_r_and_are_accepted()
    {
        Gt.Generator.Value.Pow(Fr.Modulus).Should().Be(Fp12.One);
        Gt.TryFrom(Gt.Generator.Value, out Gt read).Should().BeTrue();
        read.Should().Be(Gt.Generator);
        Gt.TryFrom(Fp12.One, out _).Should().BeTrue();
        (Gt.Generator * Gt.Generator.Inverse()).IsOne.Should().BeTrue();
    }

    [Fact]
    public void Elements_of_another_order_are_refused()
    {
        Fp12 any = new(new Fp6(Fp2.One, Fp2.One, Fp2.Zero), Fp6.One);
        Fp12 cyclotomic = any.Conjugate() * any.Inverse();
        cyclotomic = cyclotomic.Frobenius(2) * cyclotomic;
        CyclotomicSubgroup.Contains(cyclotomic).Should().BeTrue();

        Gt.TryFrom(any, out _).Should().BeFalse();
        Gt.TryFrom(cyclotomic, out _).Should().BeFalse();
        Gt.TryFrom(-Fp12.One, out _).Should().BeFalse();
        Gt.TryFrom(Fp12.Zero, out _).Should().BeFalse();
    }

    [Fact]
    public void A_product_on_many_threads_is_the_same_product()
    {
        (G1Affine P, PreparedG2 Q)[] pairs = [.. Enumerable.Range(0, 37).Select(_ =>
            ((G1Affine.Generator * Fr.Random()).ToAffine(), new PreparedG2((G2Affine.Generator * Fr.Random()).ToAffine())))];
        foreach (int count in (int[])[0, 1, 16, 17, 37]) Pairing.Compute(pairs.AsMemory(..count), threads: 2).Should().Be(Pairing.Compute(pairs.AsSpan(..count)));
    }

    [Fact]
    public void A_product_of_powers_is_the_product_of_the_powers() => Gen.Select(Sampling.Scalar, Gen.Int[0, 9]).Sample((exponent, count) =>
    {
        Fr[] exponents = [.. Enumerable.Range(0, count).Select(i => i switch { 0 => exponent, 1 => Fr.Zero, 2 => Fr.One, 3 => -Fr.One, _ => Fr.Random() })];
        Gt[] bases = [.. exponents.Select((_, i) => i == 4 ? Gt.One : Gt.Generator.Pow(Fr.Random()))];
        Gt expected = bases.Zip(exponents).Aggregate(Gt.One, (product, term) => product * term.First.Pow(term.Second));
        return GtMultiExponentiation.Compute(bases, exponents) == expected;
    }, iter: 20);

    [Fact]
    public void An_element_of_the_target_survives_its_encoding() => Sampling.Scalar.Sample(exponent =>
    {
        foreach (Gt element in (Gt[])[Gt.Generator.Pow(exponent), Gt.One, Gt.Generator, Gt.Generator.Inverse()])
        {
            byte[] bytes = new byte[Gt.EncodedLength];
            element.Write(bytes);
            if (!Gt.TryRead(bytes, out Gt read) || read != element) return false;
        }

        return true;
    }, iter: 10);

    [Fact]
    public void Bytes_that_are_no_element_of_order_r_are_refused()
    {
        byte[] bytes = new byte[Gt.EncodedLength];
        Gt.Generator.Write(bytes);
        Gt.TryRead(bytes.AsSpan(1), out _).Should().BeFalse();
        Gt.TryRead([.. bytes, 0], out _).Should().BeFalse();

        // Any t stands for an element of norm one; one that is not of order r, or not even in the cyclotomic subgroup, is refused.
        bytes[^1] ^= 1;
        Gt.TryRead(bytes, out _).Should().BeFalse();
        Fp12 any = new(new Fp6(Fp2.One, Fp2.One, Fp2.Zero), Fp6.One);
        Fp12 cyclotomic = any.Conjugate() * any.Inverse();
        cyclotomic = cyclotomic.Frobenius(2) * cyclotomic;
        Torus.Decompress(Torus.Compress(cyclotomic)).Should().Be(cyclotomic);
        Torus.Compress(cyclotomic).Write(bytes);
        Gt.TryRead(bytes, out _).Should().BeFalse();

        // A coordinate that is not below p.
        Gt.One.Write(bytes);
        Convert.FromHexString(Fp.Modulus.ToString("x96", System.Globalization.CultureInfo.InvariantCulture)[^96..]).CopyTo(bytes, 0);
        Gt.TryRead(bytes, out _).Should().BeFalse();
    }
}
