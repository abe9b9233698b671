using System.IO.Compression;
using System.Text.Json;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Tests.Commitments;

/// <summary>The vectors of c-kzg-4844, all of them: what it computes we compute, and what it refuses we refuse.</summary>
public sealed class BlobVectorTests
{
    private static readonly JsonElement File = Read();
    private static readonly byte[]?[] Blobs = [.. File.GetProperty("blobs").EnumerateArray().Select(Bytes)];
    private static readonly Dictionary<string, JsonElement> ByName = File.GetProperty("cases").EnumerateArray().ToDictionary(vector => vector.GetProperty("name").GetString()!);

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Fact]
    public void None_is_missing() => ByName.Values.CountBy(vector => vector.GetProperty("function").GetString()!).Should().BeEquivalentTo(new Dictionary<string, int>
    {
        ["blob_to_kzg_commitment"] = 11,
        ["compute_blob_kzg_proof"] = 15,
        ["compute_challenge"] = 9,
        ["compute_kzg_proof"] = 52,
        ["verify_blob_kzg_proof"] = 29,
        ["verify_blob_kzg_proof_batch"] = 24,
        ["verify_kzg_proof"] = 122,
    });

    [Theory, MemberData(nameof(Names))]
    public void The_library_computes_what_c_kzg_does(string name)
    {
        JsonElement vector = ByName[name];
        string expected = vector.GetProperty("output").ToString().ToLowerInvariant();
        (Compute(vector.GetProperty("function").GetString()!, new(vector.GetProperty("input"))) ?? "").Should().Be(expected);
    }

    /// <summary>As text; null where an argument is refused.</summary>
    private static string? Compute(string function, Input input) => function switch
    {
        "blob_to_kzg_commitment" => input.Blob is { } blob ? Hex(BlobKzg.Commit(blob)) : null,
        "compute_kzg_proof" => input.Blob is { } blob && input.Scalar("z") is { } z ? Opening(BlobKzg.Open(blob, z)) : null,
        "compute_blob_kzg_proof" => input.Blob is { } blob && input.Point("commitment") is { } commitment ? Hex(BlobKzg.Prove(blob, commitment)) : null,
        "compute_challenge" => input.Blob is { } blob && input.Point("commitment") is { } commitment ? blob.Challenge(commitment).ToString() : null,
        "verify_kzg_proof" => input.Point("commitment") is { } commitment && input.Scalar("z") is { } z && input.Scalar("y") is { } y && input.Point("proof") is { } proof
            ? Text(BlobKzg.VerifyOpening(commitment, z, y, proof))
            : null,
        "verify_blob_kzg_proof" => input.Blob is { } blob && input.Point("commitment") is { } commitment && input.Point("proof") is { } proof
            ? Text(BlobKzg.Verify(blob, commitment, proof))
            : null,
        "verify_blob_kzg_proof_batch" => input.Claims() is { } claims ? Text(BlobKzg.VerifyAll(claims)) : null,
        _ => throw new InvalidOperationException(function),
    };

    private static string Opening(KzgOpening opening) => $"""["{Hex(opening.Proof)}","{opening.Value}"]""";

    private static string Hex(G1Affine point) => "0x" + Convert.ToHexStringLower(point.ToBytes(PointFormat.Compressed));

    private static string Text(bool value) => value ? "true" : "false";

    private static byte[]? Bytes(JsonElement hex) => hex.GetString()!.Length % 2 == 0 ? Convert.FromHexString(hex.GetString()![2..]) : null;

    private static Blob? ReadBlob(JsonElement index) => Blob.TryRead(Blobs[index.GetInt32()], out Blob? blob) ? blob : null;

    private static G1Affine? ReadPoint(JsonElement hex) => G1Affine.TryRead(Bytes(hex), PointFormat.Compressed, out G1Affine point) ? point : null;

    private static JsonElement Read()
    {
        using FileStream file = System.IO.File.OpenRead(Repository.PathOf("tests", "vectors", "kzg.json.br"));
        using BrotliStream text = new(file, CompressionMode.Decompress);
        return JsonDocument.Parse(text).RootElement;
    }

    private sealed class Input(JsonElement json)
    {
        public Blob? Blob => ReadBlob(json.GetProperty("blob"));

        public G1Affine? Point(string name) => ReadPoint(json.GetProperty(name));

        public Fr? Scalar(string name) => Fr.TryRead(Bytes(json.GetProperty(name)), out Fr value) ? value : null;

        public BlobClaim[]? Claims()
        {
            Blob?[] blobs = [.. json.GetProperty("blobs").EnumerateArray().Select(ReadBlob)];
            G1Affine?[] commitments = [.. json.GetProperty("commitments").EnumerateArray().Select(ReadPoint)];
            G1Affine?[] proofs = [.. json.GetProperty("proofs").EnumerateArray().Select(ReadPoint)];
            if (blobs.Length != commitments.Length || blobs.Length != proofs.Length) return null;
            return blobs.Contains(null) || commitments.Contains(null) || proofs.Contains(null)
                ? null
                : [.. blobs.Select((blob, i) => new BlobClaim(blob!, commitments[i]!.Value, proofs[i]!.Value))];
        }
    }
}
