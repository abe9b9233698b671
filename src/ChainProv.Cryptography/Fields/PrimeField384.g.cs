// Written by PrimeFieldGenerator.cs; change that, not this.
#nullable enable

using System.Numerics;
using System.Runtime.CompilerServices;

namespace ChainProv.Cryptography.Fields;

/// <summary>An element of the integers modulo a prime below 2^383, as 6 limbs in Montgomery form (R = 2^384), always fully reduced.</summary>
/// <remarks>Arithmetic has no data-dependent branches, except in <see cref="Inverse"/> and <see cref="TrySquareRoot"/>.</remarks>
public readonly struct PrimeField384<TModulus> : IPrimeField<PrimeField384<TModulus>> where TModulus : struct, IModulus384
{
    private const int Limbs = 6;

    private readonly ulong _0, _1, _2, _3, _4, _5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PrimeField384(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4, ulong l5)
    {
        _0 = l0;
        _1 = l1;
        _2 = l2;
        _3 = l3;
        _4 = l4;
        _5 = l5;
    }

    private static readonly PrimeField384<TModulus> MontgomeryOne = FromMontgomery(PrimeFieldParameters<TModulus>.MontgomeryForm(1, Limbs));
    private static readonly PrimeField384<TModulus> MontgomeryR = FromMontgomery(PrimeFieldParameters<TModulus>.MontgomeryForm(PrimeFieldParameters<TModulus>.R(Limbs), Limbs));
    private static readonly PrimeField384<TModulus> Root = From(PrimeFieldParameters<TModulus>.TwoAdicRoot);

    public static PrimeField384<TModulus> Zero => default;

    public static PrimeField384<TModulus> One => MontgomeryOne;

    public static BigInteger Modulus => PrimeFieldParameters<TModulus>.Modulus;

    public static BigInteger Characteristic => PrimeFieldParameters<TModulus>.Modulus;

    public static int Degree => 1;

    public static int ByteLength => 48;

    public static int TwoAdicity => PrimeFieldParameters<TModulus>.TwoAdicity;

    public static PrimeField384<TModulus> TwoAdicRoot => Root;

    public static PrimeField384<TModulus> Generator => From(TModulus.Generator);

    public bool IsZero => (_0 | _1 | _2 | _3 | _4 | _5) == 0;

    public bool IsReduced => IsBelowModulus([_0, _1, _2, _3, _4, _5]);

    public bool IsOdd => (FromMontgomeryForm()._0 & 1) == 1;

    public bool IsLexicographicallyLargest => !IsZero && PrimeFieldParameters<TModulus>.IsAboveHalf(ToBigInteger());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField384<TModulus> operator +(PrimeField384<TModulus> a, PrimeField384<TModulus> b)
    {
        ulong carry = 0;
        ulong s0 = Limb.Add(a._0, b._0, ref carry);
        ulong s1 = Limb.Add(a._1, b._1, ref carry);
        ulong s2 = Limb.Add(a._2, b._2, ref carry);
        ulong s3 = Limb.Add(a._3, b._3, ref carry);
        ulong s4 = Limb.Add(a._4, b._4, ref carry);
        ulong s5 = Limb.Add(a._5, b._5, ref carry);
        return ReduceOnce(s0, s1, s2, s3, s4, s5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeField384<TModulus> operator -(PrimeField384<TModulus> a, PrimeField384<TModulus> b)
    {
        ulong borrow = 0;
        ulong d0 = Limb.Subtract(a._0, b._0, ref borrow);
        ulong d1 = Limb.Subtract(a._1, b._1, ref borrow);
        ulong d2 = Limb.Subtract(a._2, b._2, ref borrow);
        ulong d3 = Limb.Subtract(a._3, b._3, ref borrow);
        ulong d4 = Limb.Subtract(a._4, b._4, ref borrow);
        ulong d5 = Limb.Subtract(a._5, b._5, ref borrow);
        ulong mask = 0 - borrow, carry = 0;
        d0 = Limb.Add(d0, TModulus.P0 & mask, ref carry);
        d1 = Limb.Add(d1, TModulus.P1 & mask, ref carry);
        d2 = Limb.Add(d2, TModulus.P2 & mask, ref carry);
        d3 = Limb.Add(d3, TModulus.P3 & mask, ref carry);
        d4 = Limb.Add(d4, TModulus.P4 & mask, ref carry);
        d5 = Limb.Add(d5, TModulus.P5 & mask, ref carry);
        return new(d0, d1, d2, d3, d4, d5);
    }

    public static PrimeField384<TModulus> operator -(PrimeField384<TModulus> a) => default(PrimeField384<TModulus>) - a;

    /// <summary>Montgomery product, operand scanning without the extra carry word (the prime's top bit is clear: eprint 2022/1400, section 2).</summary>
    /// <remarks>Optimised at its first call, as are the other inner loops: a proof is often all that a process does, and should not begin in code that is not.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PrimeField384<TModulus> operator *(PrimeField384<TModulus> a, PrimeField384<TModulus> b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, high, carry, m;

        high = 0;
        t0 = Limb.MultiplyAdd(a._0, b._0, t0, ref high);
        m = t0 * TModulus.NegativeInverse;
        carry = 0;
        Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        t1 = Limb.MultiplyAdd(a._1, b._0, t1, ref high);
        t0 = Limb.MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t2 = Limb.MultiplyAdd(a._2, b._0, t2, ref high);
        t1 = Limb.MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t3 = Limb.MultiplyAdd(a._3, b._0, t3, ref high);
        t2 = Limb.MultiplyAdd(m, TModulus.P3, t3, ref carry);
        t4 = Limb.MultiplyAdd(a._4, b._0, t4, ref high);
        t3 = Limb.MultiplyAdd(m, TModulus.P4, t4, ref carry);
        t5 = Limb.MultiplyAdd(a._5, b._0, t5, ref high);
        t4 = Limb.MultiplyAdd(m, TModulus.P5, t5, ref carry);
        t5 = high + carry;

        high = 0;
        t0 = Limb.MultiplyAdd(a._0, b._1, t0, ref high);
        m = t0 * TModulus.NegativeInverse;
        carry = 0;
        Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        t1 = Limb.MultiplyAdd(a._1, b._1, t1, ref high);
        t0 = Limb.MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t2 = Limb.MultiplyAdd(a._2, b._1, t2, ref high);
        t1 = Limb.MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t3 = Limb.MultiplyAdd(a._3, b._1, t3, ref high);
        t2 = Limb.MultiplyAdd(m, TModulus.P3, t3, ref carry);
        t4 = Limb.MultiplyAdd(a._4, b._1, t4, ref high);
        t3 = Limb.MultiplyAdd(m, TModulus.P4, t4, ref carry);
        t5 = Limb.MultiplyAdd(a._5, b._1, t5, ref high);
        t4 = Limb.MultiplyAdd(m, TModulus.P5, t5, ref carry);
        t5 = high + carry;

        high = 0;
        t0 = Limb.MultiplyAdd(a._0, b._2, t0, ref high);
        m = t0 * TModulus.NegativeInverse;
        carry = 0;
        Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        t1 = Limb.MultiplyAdd(a._1, b._2, t1, ref high);
        t0 = Limb.MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t2 = Limb.MultiplyAdd(a._2, b._2, t2, ref high);
        t1 = Limb.MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t3 = Limb.MultiplyAdd(a._3, b._2, t3, ref high);
        t2 = Limb.MultiplyAdd(m, TModulus.P3, t3, ref carry);
        t4 = Limb.MultiplyAdd(a._4, b._2, t4, ref high);
        t3 = Limb.MultiplyAdd(m, TModulus.P4, t4, ref carry);
        t5 = Limb.MultiplyAdd(a._5, b._2, t5, ref high);
        t4 = Limb.MultiplyAdd(m, TModulus.P5, t5, ref carry);
        t5 = high + carry;

        high = 0;
        t0 = Limb.MultiplyAdd(a._0, b._3, t0, ref high);
        m = t0 * TModulus.NegativeInverse;
        carry = 0;
        Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        t1 = Limb.MultiplyAdd(a._1, b._3, t1, ref high);
        t0 = Limb.MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t2 = Limb.MultiplyAdd(a._2, b._3, t2, ref high);
        t1 = Limb.MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t3 = Limb.MultiplyAdd(a._3, b._3, t3, ref high);
        t2 = Limb.MultiplyAdd(m, TModulus.P3, t3, ref carry);
        t4 = Limb.MultiplyAdd(a._4, b._3, t4, ref high);
        t3 = Limb.MultiplyAdd(m, TModulus.P4, t4, ref carry);
        t5 = Limb.MultiplyAdd(a._5, b._3, t5, ref high);
        t4 = Limb.MultiplyAdd(m, TModulus.P5, t5, ref carry);
        t5 = high + carry;

        high = 0;
        t0 = Limb.MultiplyAdd(a._0, b._4, t0, ref high);
        m = t0 * TModulus.NegativeInverse;
        carry = 0;
        Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        t1 = Limb.MultiplyAdd(a._1, b._4, t1, ref high);
        t0 = Limb.MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t2 = Limb.MultiplyAdd(a._2, b._4, t2, ref high);
        t1 = Limb.MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t3 = Limb.MultiplyAdd(a._3, b._4, t3, ref high);
        t2 = Limb.MultiplyAdd(m, TModulus.P3, t3, ref carry);
        t4 = Limb.MultiplyAdd(a._4, b._4, t4, ref high);
        t3 = Limb.MultiplyAdd(m, TModulus.P4, t4, ref carry);
        t5 = Limb.MultiplyAdd(a._5, b._4, t5, ref high);
        t4 = Limb.MultiplyAdd(m, TModulus.P5, t5, ref carry);
        t5 = high + carry;

        high = 0;
        t0 = Limb.MultiplyAdd(a._0, b._5, t0, ref high);
        m = t0 * TModulus.NegativeInverse;
        carry = 0;
        Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        t1 = Limb.MultiplyAdd(a._1, b._5, t1, ref high);
        t0 = Limb.MultiplyAdd(m, TModulus.P1, t1, ref carry);
        t2 = Limb.MultiplyAdd(a._2, b._5, t2, ref high);
        t1 = Limb.MultiplyAdd(m, TModulus.P2, t2, ref carry);
        t3 = Limb.MultiplyAdd(a._3, b._5, t3, ref high);
        t2 = Limb.MultiplyAdd(m, TModulus.P3, t3, ref carry);
        t4 = Limb.MultiplyAdd(a._4, b._5, t4, ref high);
        t3 = Limb.MultiplyAdd(m, TModulus.P4, t4, ref carry);
        t5 = Limb.MultiplyAdd(a._5, b._5, t5, ref high);
        t4 = Limb.MultiplyAdd(m, TModulus.P5, t5, ref carry);
        t5 = high + carry;

        return ReduceOnce(t0, t1, t2, t3, t4, t5);
    }

    public static bool operator ==(PrimeField384<TModulus> a, PrimeField384<TModulus> b) =>
        ((a._0 ^ b._0) | (a._1 ^ b._1) | (a._2 ^ b._2) | (a._3 ^ b._3) | (a._4 ^ b._4) | (a._5 ^ b._5)) == 0;

    public static bool operator !=(PrimeField384<TModulus> a, PrimeField384<TModulus> b) => !(a == b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PrimeField384<TModulus> Double() => this + this;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PrimeField384<TModulus> Square() => this * this;

    public PrimeField384<TModulus> Inverse()
    {
        if (IsZero) throw new DivideByZeroException("Zero has no inverse.");
        Span<ulong> limbs = [_0, _1, _2, _3, _4, _5];
        ModularInverse.Invert(limbs, [TModulus.P0, TModulus.P1, TModulus.P2, TModulus.P3, TModulus.P4, TModulus.P5], TModulus.NegativeInverse);

        // The limbs were x·R; they are now 1/(x·R), and R/x is that times R².
        return FromMontgomery(limbs) * (MontgomeryR * MontgomeryR);
    }

    public PrimeField384<TModulus> Frobenius(int power) => this;

    public bool TrySquareRoot(out PrimeField384<TModulus> root) => PrimeFieldAlgorithms.TrySquareRoot(this, out root);

    public static PrimeField384<TModulus> From(ulong value) => new PrimeField384<TModulus>(value, 0, 0, 0, 0, 0) * MontgomeryR;

    public static PrimeField384<TModulus> From(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[48];
        return PrimeFieldAlgorithms.TryWrite(value, bytes) && TryRead(bytes, out PrimeField384<TModulus> element)
            ? element
            : throw new ArgumentOutOfRangeException(nameof(value), "The integer is not in [0, p).");
    }

    public static PrimeField384<TModulus> Reduce(BigInteger value)
    {
        BigInteger remainder = BigInteger.Remainder(value, Modulus);
        return From(remainder.Sign < 0 ? remainder + Modulus : remainder);
    }

    public static bool TryRead(ReadOnlySpan<byte> bigEndian, out PrimeField384<TModulus> value)
    {
        value = default;
        if (bigEndian.Length != 48) return false;
        Span<ulong> limbs = stackalloc ulong[Limbs];
        Limb.ReadBigEndian(bigEndian, limbs);
        if (!IsBelowModulus(limbs)) return false;
        value = FromMontgomery(limbs) * MontgomeryR;
        return true;
    }

    public void Write(Span<byte> bigEndian)
    {
        Span<ulong> limbs = stackalloc ulong[Limbs];
        WriteLimbs(limbs);
        Limb.WriteBigEndian(limbs, bigEndian);
    }

    public void WriteLimbs(Span<ulong> limbs)
    {
        PrimeField384<TModulus> canonical = FromMontgomeryForm();
        limbs[5] = canonical._5;
        limbs[4] = canonical._4;
        limbs[3] = canonical._3;
        limbs[2] = canonical._2;
        limbs[1] = canonical._1;
        limbs[0] = canonical._0;
    }

    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[48];
        Write(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    public static PrimeField384<TModulus> Random() => PrimeFieldAlgorithms.Random<PrimeField384<TModulus>>();

    public bool Equals(PrimeField384<TModulus> other) => this == other;

    public override bool Equals(object? obj) => obj is PrimeField384<TModulus> other && this == other;

    public override int GetHashCode() => HashCode.Combine(_0, _1, _2, _3, _4, _5);

    /// <summary>The canonical value as 0x and lower-case hexadecimal, 48 bytes.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[48];
        Write(bytes);
        return "0x" + Convert.ToHexStringLower(bytes);
    }

    private PrimeField384<TModulus> FromMontgomeryForm() => this * new PrimeField384<TModulus>(1, 0, 0, 0, 0, 0);

    private static PrimeField384<TModulus> FromMontgomery(ReadOnlySpan<ulong> l) => new(l[0], l[1], l[2], l[3], l[4], l[5]);

    private static bool IsBelowModulus(ReadOnlySpan<ulong> limbs)
    {
        ulong borrow = 0;
        Limb.Subtract(limbs[0], TModulus.P0, ref borrow);
        Limb.Subtract(limbs[1], TModulus.P1, ref borrow);
        Limb.Subtract(limbs[2], TModulus.P2, ref borrow);
        Limb.Subtract(limbs[3], TModulus.P3, ref borrow);
        Limb.Subtract(limbs[4], TModulus.P4, ref borrow);
        Limb.Subtract(limbs[5], TModulus.P5, ref borrow);
        return borrow == 1;
    }

    /// <summary>Subtracts p once if the value is not below it. Input below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PrimeField384<TModulus> ReduceOnce(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4, ulong l5)
    {
        ulong borrow = 0;
        ulong d0 = Limb.Subtract(l0, TModulus.P0, ref borrow);
        ulong d1 = Limb.Subtract(l1, TModulus.P1, ref borrow);
        ulong d2 = Limb.Subtract(l2, TModulus.P2, ref borrow);
        ulong d3 = Limb.Subtract(l3, TModulus.P3, ref borrow);
        ulong d4 = Limb.Subtract(l4, TModulus.P4, ref borrow);
        ulong d5 = Limb.Subtract(l5, TModulus.P5, ref borrow);
        ulong mask = 0 - borrow;
        return new(
            d0 ^ ((d0 ^ l0) & mask),
            d1 ^ ((d1 ^ l1) & mask),
            d2 ^ ((d2 ^ l2) & mask),
            d3 ^ ((d3 ^ l3) & mask),
            d4 ^ ((d4 ^ l4) & mask),
            d5 ^ ((d5 ^ l5) & mask));
    }
}
