using System.Text;
using System.Text.Json;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.HashToCurve;
using ChainProv.Cryptography.Signatures;
using ChainProv.Cryptography.Tests.Hashing;

namespace ChainProv.Cryptography.Tests.Signatures;

/// <summary>ethereum/bls12-381-tests v0.1.1: every case of every kind.</summary>
public sealed class EthereumVectorTests
{
    private static readonly JsonElement File = Vectors.Read("bls-signatures.json");

    private static readonly ProofOfPossessionScheme Scheme = BlsScheme.ProofOfPossession;

    public static TheoryData<string, string> Cases => [.. File.EnumerateObject().Where(kind => kind.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(kind => kind.Value.EnumerateObject().Select(item => new TheoryDataRow<string, string>(kind.Name, item.Name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vector_holds(string kind, string name)
    {
        JsonElement vector = File.GetProperty(kind).GetProperty(name), input = vector.GetProperty("input"), output = vector.GetProperty("output");
        switch (kind)
        {
            case "sign":
                Sign(input)?.ToString().Should().Be(output.GetString());
                (Sign(input) is null).Should().Be(output.ValueKind == JsonValueKind.Null);
                break;
            case "aggregate":
                Aggregate(input)?.ToString().Should().Be(output.GetString());
                (Aggregate(input) is null).Should().Be(output.ValueKind == JsonValueKind.Null);
                break;
            case "hash_to_G2":
                CurveHash.G2.HashToCurve(Encoding.ASCII.GetBytes(input.GetProperty("msg").GetString()!), "QUUX-V01-CS02-with-BLS12381G2_XMD:SHA-256_SSWU_RO_"u8)
                    .ToBytes(PointFormat.Uncompressed).Should().Equal(Coordinate(output, "x").Concat(Coordinate(output, "y")));
                break;
            default:
                Accepts(kind, input).Should().Be(output.GetBoolean());
                break;
        }
    }

    private static bool Accepts(string kind, JsonElement input) => kind switch
    {
        "deserialization_G1" => G1Affine.TryRead(Bytes(input, "pubkey"), PointFormat.Compressed, out _),
        "deserialization_G2" => G2Affine.TryRead(Bytes(input, "signature"), PointFormat.Compressed, out _),
        "verify" => Key(input.GetProperty("pubkey")) is { } key && Signature(input.GetProperty("signature")) is { } signature
            && Scheme.Verify(key, Bytes(input, "message"), signature),
        "fast_aggregate_verify" => Keys(input) is { } keys && Signature(input.GetProperty("signature")) is { } signature
            && Scheme.FastAggregateVerify(keys, Bytes(input, "message"), signature),
        "aggregate_verify" => Keys(input) is { } keys && Signature(input.GetProperty("signature")) is { } signature
            && Scheme.AggregateVerify(keys, Messages(input), signature),
        "batch_verify" => Scheme.VerifyBatch([.. Keys(input)!.Zip(Messages(input), input.GetProperty("signatures").EnumerateArray())
            .Select(claim => new SignedMessage(claim.First, claim.Second, Signature(claim.Third)!))]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of vector."),
    };

    private static BlsSignature? Sign(JsonElement input)
    {
        if (!BlsSecretKey.TryRead(Bytes(input, "privkey"), out BlsSecretKey? key)) return null;
        using (key) return Scheme.Sign(key, Bytes(input, "message"));
    }

    /// <summary>The vectors call the aggregate of nothing invalid; here that is an exception.</summary>
    private static BlsSignature? Aggregate(JsonElement input)
    {
        BlsSignature[] signatures = [.. input.EnumerateArray().Select(item => Signature(item)!)];
        return signatures.Length == 0 ? null : BlsSignature.Aggregate(signatures);
    }

    private static BlsPublicKey? Key(JsonElement json) => BlsPublicKey.TryRead(Bytes(json), out BlsPublicKey? key, out _) ? key : null;

    private static BlsPublicKey[]? Keys(JsonElement input)
    {
        BlsPublicKey?[] keys = [.. input.GetProperty("pubkeys").EnumerateArray().Select(Key)];
        return keys.Any(key => key is null) ? null : [.. keys.Select(key => key!)];
    }

    private static BlsSignature? Signature(JsonElement json) => BlsSignature.TryRead(Bytes(json), out BlsSignature? signature, out _) ? signature : null;

    private static ReadOnlyMemory<byte>[] Messages(JsonElement input) => [.. input.GetProperty("messages").EnumerateArray().Select(item => (ReadOnlyMemory<byte>)Bytes(item))];

    private static byte[] Bytes(JsonElement input, string property) => Bytes(input.GetProperty(property));

    private static byte[] Bytes(JsonElement json)
    {
        string text = json.GetString()!;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    /// <summary>"0x…,0x…", the lowest coordinate first, as our uncompressed form has it: the highest first.</summary>
    private static IEnumerable<byte> Coordinate(JsonElement point, string name) =>
        point.GetProperty(name).GetString()!.Split(',').Reverse().SelectMany(part => Convert.FromHexString(part[2..]));
}
