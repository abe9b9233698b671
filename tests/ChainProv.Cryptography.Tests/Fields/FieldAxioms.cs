using System.Numerics;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Fields;

/// <summary>What every field must satisfy, tried on the same terms for each of the tower's levels.</summary>
public abstract class FieldAxioms<TField>(Gen<TField> elements, int iterations) where TField : unmanaged, IField<TField>
{
    private static BigInteger Order => BigInteger.Pow(TField.Characteristic, TField.Degree);

    [Fact]
    public void Addition_and_multiplication_make_a_commutative_ring() => Gen.Select(elements, elements, elements).Sample((a, b, c) =>
        a + b == b + a && a * b == b * a
        && a + (b + c) == (a + b) + c && a * (b * c) == (a * b) * c
        && a * (b + c) == (a * b) + (a * c)
        && a + TField.Zero == a && a * TField.One == a && (a * TField.Zero).IsZero, iter: iterations);

    [Fact]
    public void Subtraction_negation_doubling_and_squaring_agree_with_the_ring() => Gen.Select(elements, elements).Sample((a, b) =>
        a - b == a + -b && (a - a).IsZero && -(-a) == a && a.Double() == a + a && a.Square() == a * a, iter: iterations);

    [Fact]
    public void Every_element_but_zero_has_an_inverse() => elements.Sample(a => a.IsZero || a * a.Inverse() == TField.One, iter: iterations);

    [Fact]
    public void Zero_has_no_inverse() => FluentActions.Invoking(() => TField.Zero.Inverse()).Should().Throw<DivideByZeroException>();

    [Fact]
    public void A_batch_is_inverted_as_its_elements_are_and_zeros_stay() => elements.Array[0, 8].Sample(values =>
    {
        TField[] inverted = [.. values];
        inverted.AsSpan().InvertAll();
        return inverted.Zip(values).All(pair => pair.Second.IsZero ? pair.First.IsZero : pair.First == pair.Second.Inverse());
    }, iter: iterations);

    [Fact]
    public void The_Frobenius_map_is_the_power_p_and_returns_after_the_degree() => Gen.Select(elements, Gen.Int[0, 24]).Sample((a, k) =>
    {
        TField expected = a;
        for (int i = 0; i < k; i++) expected = expected.Frobenius(1);
        return a.Frobenius(1) == a.Pow(TField.Characteristic) && a.Frobenius(k) == expected && a.Frobenius(TField.Degree) == a;
    }, iter: Math.Min(iterations, 20));

    [Fact]
    public void A_square_has_a_root_and_exactly_the_elements_of_half_order_are_squares() => elements.Sample(a =>
    {
        a.Square().TrySquareRoot(out TField root).Should().BeTrue();
        (root == a || root == -a).Should().BeTrue();
        bool isSquare = a.IsZero || a.Pow((Order - 1) / 2) == TField.One;
        a.TrySquareRoot(out root).Should().Be(isSquare);
        if (isSquare) root.Square().Should().Be(a);
    }, iter: Math.Min(iterations, 20));

    [Fact]
    public void Of_an_element_and_its_negative_exactly_one_is_odd_and_one_is_largest() => elements.Sample(a =>
        a.IsZero ? !a.IsOdd && !a.IsLexicographicallyLargest : a.IsOdd != (-a).IsOdd && a.IsLexicographicallyLargest != (-a).IsLexicographicallyLargest, iter: iterations);

    [Fact]
    public void The_canonical_form_reads_back_and_orders_as_the_sign_says() => elements.Sample(a =>
    {
        byte[] bytes = new byte[TField.ByteLength], negative = new byte[TField.ByteLength];
        a.Write(bytes);
        (-a).Write(negative);
        TField.TryRead(bytes, out TField read).Should().BeTrue();
        read.Should().Be(a);
        a.IsLexicographicallyLargest.Should().Be(bytes.AsSpan().SequenceCompareTo(negative) > 0);
    }, iter: iterations);

    [Fact]
    public void A_form_of_another_length_or_with_a_coordinate_not_below_p_is_refused()
    {
        int length = TField.ByteLength, coordinate = length / TField.Degree;
        TField.TryRead(new byte[length - 1], out _).Should().BeFalse();
        TField.TryRead(new byte[length + 1], out _).Should().BeFalse();
        for (int i = 0; i < TField.Degree; i++)
        {
            byte[] bytes = new byte[length];
            TField.Characteristic.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(bytes.AsSpan(i * coordinate));
            TField.TryRead(bytes, out _).Should().BeFalse();
            bytes[((i + 1) * coordinate) - 1]--;
            TField.TryRead(bytes, out _).Should().BeTrue();
        }
    }
}
