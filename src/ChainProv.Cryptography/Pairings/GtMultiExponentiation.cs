using System.Numerics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Pairings;

/// <summary>Π fᵢ^xᵢ in the pairing's target. Variable time in the exponents.</summary>
/// <remarks>
/// An element of order r has f^p = f^z, and r &lt; z⁴: an exponent is four digits in base |z|, each with a Frobenius image of f that costs next to nothing
/// (Galbraith and Scott, eprint 2008/117). What remains are powers of 64 bits, which go into Pippenger's buckets; an inverse is a conjugate.
/// </remarks>
public static class GtMultiExponentiation
{
    private const int Images = 4, DigitBits = 64;

    /// <summary>The product over all i; one where both are empty.</summary>
    /// <param name="bases">n elements.</param>
    /// <param name="exponents">n exponents.</param>
    /// <param name="threads">How many threads to use at most; −1 for all processors.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Gt Compute(ReadOnlySpan<Gt> bases, ReadOnlySpan<Fr> exponents, int threads = -1)
    {
        if (bases.Length != exponents.Length) throw new ArgumentException($"{bases.Length} bases, but {exponents.Length} exponents.", nameof(exponents));
        Fp12[] images = new Fp12[Images * bases.Length];
        int window = Enumerable.Range(2, 9).MinBy(w => SignedDigits.Count(DigitBits, w) * (images.Length + (1 << w)));
        int windows = SignedDigits.Count(DigitBits, window);
        int[] digits = new int[windows * images.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            BigInteger rest = exponents[i].ToBigInteger();
            Fp12 value = bases[i].Value;
            for (int k = 0; k < Images; k++)
            {
                // f^(|z|^k): z is negative, so every odd power is an inverse.
                images[(Images * i) + k] = k % 2 == 0 ? value.Frobenius(k) : value.Frobenius(k).Conjugate();
                (rest, BigInteger digit) = BigInteger.DivRem(rest, CurveParameter.Magnitude);
                SignedDigits.Recode([(ulong)digit], window, windows, digits.AsSpan((Images * i) + k), images.Length);
            }
        }

        Fp12[] products = new Fp12[windows];
        Parallel.For(0, windows, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
            products[k] = Weighted(images, digits.AsSpan(k * images.Length, images.Length), 1 << (window - 1)));

        Fp12 result = Fp12.One;
        for (int k = windows - 1; k >= 0; k--)
        {
            for (int i = 0; i < window; i++) result = CyclotomicSubgroup.Square(result);
            result *= products[k];
        }

        return new(result);
    }

    /// <summary>Π fᵢ^digitᵢ for digits of at most the given magnitude. Zero, which is no element, is an empty product: nothing is multiplied by one.</summary>
    private static Fp12 Weighted(ReadOnlySpan<Fp12> elements, ReadOnlySpan<int> digits, int largest)
    {
        Fp12[] buckets = new Fp12[largest];
        for (int i = 0; i < elements.Length; i++)
        {
            if (digits[i] > 0) MultiplyInto(ref buckets[digits[i] - 1], elements[i]);
            else if (digits[i] < 0) MultiplyInto(ref buckets[-digits[i] - 1], elements[i].Conjugate());
        }

        Fp12 running = Fp12.Zero, product = Fp12.Zero;
        for (int i = largest - 1; i >= 0; i--)
        {
            MultiplyInto(ref running, buckets[i]);
            MultiplyInto(ref product, running);
        }

        return product.IsZero ? Fp12.One : product;
    }

    private static void MultiplyInto(ref Fp12 product, Fp12 factor)
    {
        if (factor.IsZero) return;
        product = product.IsZero ? factor : product * factor;
    }
}
