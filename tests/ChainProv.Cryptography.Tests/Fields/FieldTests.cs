using System.Numerics;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Fields;

public sealed class FrAxioms() : FieldAxioms<Fr>(Sampling.Scalar, 300);

public sealed class FpAxioms() : FieldAxioms<Fp>(Sampling.Fp, 300);

public sealed class Fp2Axioms() : FieldAxioms<Fp2>(Sampling.Fp2, 100);

public sealed class Fp6Axioms() : FieldAxioms<Fp6>(Sampling.Fp6, 40);

public sealed class Fp12Axioms() : FieldAxioms<Fp12>(Sampling.Fp12, 20);

public sealed class TowerTests
{
    [Fact]
    public void Generators_of_the_tower_satisfy_its_equations()
    {
        Fp2 u = new(Fp.Zero, Fp.One);
        Fp6 v = new(Fp2.Zero, Fp2.One, Fp2.Zero);
        Fp12 w = new(Fp6.Zero, Fp6.One);

        u.Square().Should().Be(-Fp2.One);
        (v * v * v).Should().Be(new Fp6(u + Fp2.One, Fp2.Zero, Fp2.Zero));
        w.Square().Should().Be(new Fp12(v, Fp6.Zero));
    }

    [Fact]
    public void Fp_agrees_with_integers_modulo_p() => Gen.Select(Sampling.Fp, Sampling.Fp).Sample((a, b) =>
    {
        BigInteger p = Fp.Modulus, x = a.ToBigInteger(), y = b.ToBigInteger();
        return (a + b).ToBigInteger() == (x + y) % p && (a * b).ToBigInteger() == x * y % p && (a - b).ToBigInteger() == (x - y + p) % p;
    });

    [Fact]
    public void Fr_agrees_with_integers_modulo_r() => Gen.Select(Sampling.Scalar, Sampling.Scalar).Sample((a, b) =>
    {
        BigInteger r = Fr.Modulus, x = a.ToBigInteger(), y = b.ToBigInteger();
        return (a + b).ToBigInteger() == (x + y) % r && (a * b).ToBigInteger() == x * y % r && (a - b).ToBigInteger() == (x - y + r) % r;
    });

    [Fact]
    public void Scaling_by_the_field_below_is_multiplication() => Gen.Select(Sampling.Fp12, Sampling.Fp6, Sampling.Fp2).Sample((a, b, c) =>
        a * b == a * new Fp12(b, Fp6.Zero) && b * c == b * new Fp6(c, Fp2.Zero, Fp2.Zero), iter: 20);

    [Fact]
    public void Norms_are_multiplicative() => Gen.Select(Sampling.Fp12, Sampling.Fp12).Sample((a, b) =>
        (a * b).Norm() == a.Norm() * b.Norm() && (a.C0 * b.C0).Norm() == a.C0.Norm() * b.C0.Norm(), iter: 20);
}
