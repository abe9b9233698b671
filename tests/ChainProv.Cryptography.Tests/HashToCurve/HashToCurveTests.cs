using System.Text;
using System.Text.Json;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.HashToCurve;
using ChainProv.Cryptography.Tests.Hashing;

namespace ChainProv.Cryptography.Tests.HashToCurve;

/// <summary>The published vectors of RFC 9380.</summary>
public sealed class HashToCurveTests
{
    private static readonly JsonElement File = Vectors.Read("hash-to-curve.json");

    public static TheoryData<string> Suites => [.. File.GetProperty("suites").EnumerateArray().Select(suite => suite.GetProperty("ciphersuite").GetString()!)];

    [Theory]
    [MemberData(nameof(Suites))]
    public void Every_message_goes_where_the_RFC_says(string name)
    {
        JsonElement suite = File.GetProperty("suites").EnumerateArray().Single(item => item.GetProperty("ciphersuite").GetString() == name);
        if (suite.GetProperty("curve").GetString() == "BLS12-381 G1") Check(suite, CurveHash.G1);
        else Check(suite, CurveHash.G2);
    }

    [Fact]
    public void Every_message_expands_as_the_RFC_says()
    {
        int count = 0;
        foreach (JsonElement set in File.GetProperty("expand").EnumerateArray())
        {
            byte[] tag = Encoding.ASCII.GetBytes(set.GetProperty("DST").GetString()!);
            foreach (JsonElement test in set.GetProperty("tests").EnumerateArray())
            {
                byte[] expanded = new byte[Convert.ToInt32(test.GetProperty("len_in_bytes").GetString(), 16)];
                ExpandMessageXmd.Expand(Encoding.ASCII.GetBytes(test.GetProperty("msg").GetString()!), tag, expanded);
                Convert.ToHexStringLower(expanded).Should().Be(test.GetProperty("uniform_bytes").GetString());
                count++;
            }
        }

        count.Should().Be(20);
    }

    [Fact]
    public void An_empty_tag_and_too_long_an_expansion_are_refused()
    {
        FluentActions.Invoking(() => ExpandMessageXmd.Expand([], [], new byte[32])).Should().Throw<ArgumentException>().WithMessage("*tag*");
        FluentActions.Invoking(() => ExpandMessageXmd.Expand([], "tag"u8, new byte[8161])).Should().Throw<ArgumentException>().WithMessage("*8160*");
        FluentActions.Invoking(() => ExpandMessageXmd.Expand([], "tag"u8, new byte[8160])).Should().NotThrow();
    }

    [Fact]
    public void The_exceptional_element_zero_maps_into_the_group()
    {
        CurveHash.G1.MapToGroup(Fp.Zero).Validate().Should().Be(PointError.None);
        CurveHash.G2.MapToGroup(Fp2.Zero).Validate().Should().Be(PointError.None);
    }

    private static void Check<TCurve, TField>(JsonElement suite, CurveHash<TCurve, TField, Fr> hash)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        byte[] tag = Encoding.ASCII.GetBytes(suite.GetProperty("dst").GetString()!);
        bool randomOracle = suite.GetProperty("randomOracle").GetBoolean();
        JsonElement[] vectors = [.. suite.GetProperty("vectors").EnumerateArray()];
        vectors.Should().HaveCount(5);
        foreach (JsonElement vector in vectors)
        {
            byte[] message = Encoding.ASCII.GetBytes(vector.GetProperty("msg").GetString()!);
            TField[] expected = [.. vector.GetProperty("u").EnumerateArray().Select(u => Element<TField>(u.GetString()!))];
            HashToField.Hash<TField>(message, tag, expected.Length).Should().Equal(expected);

            string[] maps = randomOracle ? ["Q0", "Q1"] : ["Q"];
            expected.Select(u => hash.MapToCurve(u).ToAffine()).Should().Equal(maps.Select(q => Point<TCurve, TField>(vector.GetProperty(q))));

            AffinePoint<TCurve, TField, Fr> point = randomOracle ? hash.HashToCurve(message, tag) : hash.EncodeToCurve(message, tag);
            point.Should().Be(Point<TCurve, TField>(vector.GetProperty("P")));
            point.IsInSubgroup.Should().BeTrue();
        }
    }

    private static AffinePoint<TCurve, TField, Fr> Point<TCurve, TField>(JsonElement point)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField> =>
        AffinePoint<TCurve, TField, Fr>.FromTrusted(Element<TField>(point.GetProperty("x").GetString()!), Element<TField>(point.GetProperty("y").GetString()!));

    /// <summary>"0x…" or "0x…,0x…", the lowest coordinate first.</summary>
    private static TField Element<TField>(string text) where TField : unmanaged, IField<TField>
    {
        byte[] canonical = [.. text.Split(',').Reverse().SelectMany(part => Convert.FromHexString(part[2..]))];
        return TField.TryRead(canonical, out TField value) ? value : throw new FormatException(text);
    }
}
