using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Groth16.Snarkjs;

/// <summary>Points and scalars as snarkjs writes them: decimal strings, projective coordinates with Z = 1. Nothing else is read, and no infinity.</summary>
internal static class SnarkjsPoints
{
    /// <summary>2³⁸¹ has 115.</summary>
    private const int MaximumDigits = 115;

    public static JsonArray Write(G1Affine point) => [Decimal(point.X), Decimal(point.Y), "1"];

    public static JsonArray Write(G2Affine point) =>
        [Pair(Decimal(point.X.C0), Decimal(point.X.C1)), Pair(Decimal(point.Y.C0), Decimal(point.Y.C1)), Pair("1", "0")];

    public static string Decimal<TField>(TField value) where TField : unmanaged, IPrimeField<TField> => value.ToBigInteger().ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not such a point, infinity, a coordinate that is not below p, not on the curve or outside the subgroup.</exception>
    public static G1Affine ReadG1(JsonNode? node, string name)
    {
        JsonArray coordinates = Triple(node, name);
        if (Text(coordinates[2]) != "1") throw NotAffine(name);
        G1Affine point = G1Affine.FromTrusted(Field<Fp>(coordinates[0], name), Field<Fp>(coordinates[1], name));
        return point.IsOnCurve && point.IsInSubgroup && !point.IsInfinity ? point : throw NotInGroup(name);
    }

    /// <inheritdoc cref="ReadG1"/>
    public static G2Affine ReadG2(JsonNode? node, string name)
    {
        JsonArray coordinates = Triple(node, name);
        if (coordinates[2] is not JsonArray { Count: 2 } z || Text(z[0]) != "1" || Text(z[1]) != "0") throw NotAffine(name);
        G2Affine point = G2Affine.FromTrusted(Quadratic(coordinates[0], name), Quadratic(coordinates[1], name));
        return point.IsOnCurve && point.IsInSubgroup && !point.IsInfinity ? point : throw NotInGroup(name);
    }

    /// <summary>A canonical decimal below the field's prime, as a string; nothing is reduced.</summary>
    public static TField Field<TField>(JsonNode? node, string name) where TField : unmanaged, IPrimeField<TField>
    {
        // The length is looked at first: parsing takes more than linear time.
        string text = Text(node) ?? "";
        BigInteger value = default;
        bool isCanonical = text.Length <= MaximumDigits
            && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value.ToString(CultureInfo.InvariantCulture) == text;
        return isCanonical && value < TField.Modulus ? TField.From(value) : throw new FormatException($"{name} holds something that is not a decimal number below the prime");
    }

    private static Fp2 Quadratic(JsonNode? node, string name) =>
        node is JsonArray { Count: 2 } pair ? new(Field<Fp>(pair[0], name), Field<Fp>(pair[1], name)) : throw new FormatException($"{name} is not a point of G2");

    private static JsonArray Triple(JsonNode? node, string name) =>
        node is JsonArray { Count: 3 } triple ? triple : throw new FormatException($"{name} is not a point of three coordinates");

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static FormatException NotAffine(string name) => new($"{name} is infinity or not in affine form (Z is not 1)");

    private static FormatException NotInGroup(string name) => new($"{name} is infinity, not on the curve or outside the subgroup");

    private static JsonArray Pair(string c0, string c1) => [c0, c1];
}
