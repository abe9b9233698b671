using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Aggregation;
using CsCheck;

namespace ChainProv.Groth16.Tests.Aggregation;

public sealed class AggregateEncodingTests
{
    private static readonly Batch Good = Batch.Of(3);
    private static readonly byte[] Bytes = AggregateProofEncoding.Encode(Aggregate.Prove(Good));

    /// <summary>The header, then the claim and the rounds' halves of five target-group elements and a point each, then the eleven points that are left.</summary>
    private const int Header = 2, Products = (5 * Gt.EncodedLength) + 48;

    [Fact]
    public void An_aggregate_survives_its_encoding()
    {
        Bytes.Should().HaveCount(2_258 + (2 * 2_976));
        AggregateProof read = AggregateProofEncoding.Decode(Bytes);
        AggregateProofEncoding.Encode(read).Should().Equal(Bytes);
        Aggregate.Verify(Good, read).Should().BeTrue();
    }

    [Fact]
    public void No_bit_of_an_encoded_aggregate_can_be_changed_unnoticed() => Gen.Int[0, (8 * Bytes.Length) - 1].Sample(bit =>
    {
        byte[] altered = [.. Bytes];
        altered[bit / 8] ^= (byte)(1 << (bit % 8));
        return IsRefused(altered);
    }, iter: 40);

    [Fact]
    public void A_changed_byte_of_any_element_is_noticed()
    {
        foreach (int end in ElementEnds())
        {
            byte[] altered = [.. Bytes];
            altered[end - 1] ^= 1;
            IsRefused(altered).Should().BeTrue($"the element before byte {end} is another");
        }
    }

    [Fact]
    public void A_wrong_length_version_or_number_of_rounds_is_an_error()
    {
        Reading(Bytes[..^1]).Should().Throw<FormatException>();
        Reading([.. Bytes, 0]).Should().Throw<FormatException>();
        Reading([]).Should().Throw<FormatException>();
        foreach (byte version in (byte[])[0, 4, 255]) Reading([version, .. Bytes[1..]]).Should().Throw<FormatException>().WithMessage("*version 1 to 3*");
        foreach (byte rounds in (byte[])[0, 1, 3, 21, 255]) Reading([1, rounds, .. Bytes[2..]]).Should().Throw<FormatException>().WithMessage($"*{rounds} rounds*");
        for (int length = 0; length < Bytes.Length; length += 61) Reading(Bytes[..length]).Should().Throw<FormatException>();
    }

    [Fact]
    public void A_target_group_element_of_another_order_is_refused_when_it_is_read()
    {
        // Of norm one, but not of order r: the pairing equations alone would not see it.
        byte[] other = new byte[Gt.EncodedLength];
        other[^1] = 7;
        Gt.TryRead(other, out _).Should().BeFalse();
        for (int block = 0; block < 5; block++)
        {
            for (int element = 0; element < 5; element++)
            {
                byte[] altered = [.. Bytes];
                other.CopyTo(altered, Header + (block * Products) + (element * Gt.EncodedLength));
                Reading(altered).Should().Throw<FormatException>().WithMessage(block == 0 ? "the claim *" : $"round {(block + 1) / 2} *");
            }
        }
    }

    [Fact]
    public void A_point_that_is_infinity_or_outside_its_group_is_refused_when_it_is_read()
    {
        byte[] infinity1 = [0xc0, .. new byte[47]], outside1 = [0x80, .. new byte[47]];
        int[] ends = [.. ElementEnds()];
        for (int i = 0; i < ends.Length; i++)
        {
            int length = ends[i] - (i == 0 ? Header : ends[i - 1]);
            if (length == Gt.EncodedLength) continue;
            foreach (byte[] bad in (ReadOnlySpan<byte[]>)[infinity1, outside1])
            {
                byte[] altered = [.. Bytes];
                altered.AsSpan(ends[i] - length, length).Clear();
                bad.CopyTo(altered, ends[i] - length);
                Reading(altered).Should().Throw<FormatException>($"of element {i}");
            }
        }
    }

    private static Action Reading(byte[] bytes) => () => AggregateProofEncoding.Decode(bytes);

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            return !Aggregate.Verify(Good, AggregateProofEncoding.Decode(bytes));
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static IEnumerable<int> ElementEnds()
    {
        int position = Header;
        for (int block = 0; block < 5; block++)
        {
            for (int element = 0; element < 5; element++) yield return position += Gt.EncodedLength;
            yield return position += 48;
        }

        foreach (int length in (int[])[48, 48, 48, 48, 48, 48, 96, 96, 96, 96, 96]) yield return position += length;
    }
}
