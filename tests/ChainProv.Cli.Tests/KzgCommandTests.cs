using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Commitments to blobs and other polynomials, by the command line alone.</summary>
public sealed class KzgCommandTests : IDisposable
{
    private const string R = "0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

    /// <summary>A blob of c-kzg's vectors and what c-kzg makes of it.</summary>
    private static readonly (byte[] Blob, string Commitment, JsonNode[] Openings) Vector = ReadVector();

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blob_is_committed_to_and_opened_as_c_kzg_does()
    {
        string blob = _folder.Write("blob.bin", Vector.Blob);
        JsonObject committed = (await Run.DoneAsync("kzg", "commit", blob, "--json")).Json;
        committed["commitment"]!.GetValue<string>().Should().Be(Vector.Commitment);
        committed["versionedHash"]!.GetValue<string>().Should().StartWith("0x01").And.HaveLength(66);

        Vector.Openings.Should().HaveCount(6);
        foreach (JsonNode opening in Vector.Openings)
        {
            string point = opening["input"]!["z"]!.GetValue<string>(), proof = opening["output"]![0]!.GetValue<string>(), value = opening["output"]![1]!.GetValue<string>();
            JsonObject opened = (await Run.DoneAsync("kzg", "open", blob, "--at", point, "--json")).Json;
            opened.Select(pair => (pair.Key, pair.Value!.GetValue<string>())).Should().Equal(("value", value), ("proof", proof));

            Run verified = await Run.DoneAsync("kzg", "verify", "--commitment", Vector.Commitment, "--at", point, "--value", value, "--proof", proof, "--json");
            verified.Json["valid"]!.GetValue<bool>().Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_blob_may_be_hexadecimal(string end)
    {
        string blob = _folder.Write("blob.txt", $"0x{Convert.ToHexString(Vector.Blob)}{end}");
        (await Run.DoneAsync("kzg", "commit", blob, "--srs", "ethereum", "--json")).Json["commitment"]!.GetValue<string>().Should().Be(Vector.Commitment);
    }

    [Fact]
    public async Task A_wrong_value_is_exit_1()
    {
        JsonNode opening = Vector.Openings[0];
        string point = opening["input"]!["z"]!.GetValue<string>(), proof = opening["output"]![0]!.GetValue<string>();
        Run run = await Run.OfAsync("kzg", "verify", "--commitment", Vector.Commitment, "--at", point, "--value", "5", "--proof", proof, "--json");
        run.ExitCode.Should().Be(1, run.Error);
        run.Json["valid"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task With_powers_of_another_ceremony_a_file_holds_coefficients()
    {
        string powers = _folder.At("one.ptau");
        Powers.Write(powers);
        string polynomial = _folder.Write("f.txt", "0x" + string.Concat(new[] { 1, 2, 3 }.Select(value => value.ToString("x64", System.Globalization.CultureInfo.InvariantCulture))));

        JsonObject committed = (await Run.DoneAsync("kzg", "commit", polynomial, "--srs", powers, "--json")).Json, opened = (await Run.DoneAsync("kzg", "open", polynomial, "--at", "10", "--srs", powers, "--json")).Json;
        committed.Select(pair => pair.Key).Should().Equal("commitment");
        opened["value"]!.GetValue<string>().Should().Be("0x" + 321.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
        string[] verify = ["kzg", "verify", "--commitment", committed["commitment"]!.GetValue<string>(), "--at", "10", "--value", "321", "--proof", opened["proof"]!.GetValue<string>()];
        (await Run.DoneAsync([.. verify, "--srs", powers])).ExitCode.Should().Be(0);
        (await Run.OfAsync(verify)).ExitCode.Should().Be(1, "it is no opening under Ethereum's powers");

        (await Run.OfAsync("kzg", "commit", _folder.Write("long.bin", new byte[32 * 9]), "--srs", powers)).MustFail(3, "long.bin: has 288 bytes");
    }

    [Fact]
    public async Task A_damaged_blob_is_named()
    {
        foreach (Damage damage in Damage.OfFormed)
        {
            using TempFolder folder = new();
            string blob = folder.Write("blob.bin", Vector.Blob);
            damage.Apply(blob);
            (await Run.OfAsync("kzg", "commit", blob)).MustFail(3, "blob.bin");
            (await Run.OfAsync("kzg", "open", blob, "--at", "1")).MustFail(3, "blob.bin");
        }
    }

    [Fact]
    public async Task An_element_that_is_not_below_r_is_named()
    {
        byte[] bytes = [.. Vector.Blob];
        bytes.AsSpan(17 * 32, 32).Fill(0xff);
        Run run = await Run.OfAsync("kzg", "commit", _folder.Write("blob.bin", bytes));
        run.MustFail(3, "blob.bin");
        run.Error.Should().Contain("element 17");
    }

    [Fact]
    public async Task A_reference_string_that_is_none_is_named()
    {
        string blob = _folder.Write("blob.bin", Vector.Blob);
        (await Run.OfAsync("kzg", "commit", blob, "--srs", _folder.At("missing.ptau"))).MustFail(3, "missing.ptau");
        (await Run.OfAsync("kzg", "commit", blob, "--srs", _folder.Write("bad.ptau", Vector.Blob))).MustFail(3, "bad.ptau");

        // 12 GB of holes, which are nothing on the disk.
        string holes = _folder.At("holes.ptau");
        Powers.Write(holes, 25);
        (await Run.OfAsync("kzg", "commit", blob, "--srs", holes)).MustFail(3, "holes.ptau: 33554432 powers are wanted");
    }

    [Theory]
    [InlineData("--at", R, "not below")]
    [InlineData("--at", "52435875175126190479447740508185965837690552500527637822603658699938581184513", "not below")]
    [InlineData("--at", "-1", "decimal")]
    [InlineData("--at", "0x07", "decimal")]
    [InlineData("--at", "seven", "decimal")]
    [InlineData("--at", " 7", "decimal")]
    [InlineData("--value", R, "not below")]
    [InlineData("--commitment", "c000", "hexadecimal")]
    [InlineData("--commitment", "0xc0", "wrong length")]
    [InlineData("--commitment", "0x800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", "outside the subgroup")]
    [InlineData("--proof", "0x9fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "not below p")]
    public async Task What_is_no_scalar_or_no_point_is_wrong_use(string option, string text, string problem)
    {
        Dictionary<string, string> options = new() { ["--commitment"] = Vector.Commitment, ["--at"] = "1", ["--value"] = "2", ["--proof"] = Vector.Commitment, [option] = text };
        Run run = await Run.OfAsync(["kzg", "verify", .. options.SelectMany(pair => new[] { pair.Key, pair.Value })]);
        run.MustFail(2, option);
        run.Error.Should().Contain(problem);
    }

    private static (byte[] Blob, string Commitment, JsonNode[] Openings) ReadVector()
    {
        using FileStream file = File.OpenRead(Repository.PathOf("tests", "vectors", "kzg.json.br"));
        using BrotliStream text = new(file, CompressionMode.Decompress);
        JsonNode vectors = JsonNode.Parse(text)!;
        JsonNode[] Of(string function) => [.. vectors["cases"]!.AsArray().Where(one => one!["function"]!.GetValue<string>() == function && one["output"]?.GetValueKind() is not null)!];

        JsonNode committed = Of("blob_to_kzg_commitment")[^1];
        int blob = committed["input"]!["blob"]!.GetValue<int>();
        return (Convert.FromHexString(vectors["blobs"]![blob]!.GetValue<string>().AsSpan(2)), committed["output"]!.GetValue<string>(), [.. Of("compute_kzg_proof").Where(one => one["input"]!["blob"]!.GetValue<int>() == blob)]);
    }

    /// <summary>A .ptau file with a secret that everybody knows: eight powers, and holes up to the power that it claims.</summary>
    private static class Powers
    {
        public static void Write(string path, int power = 3)
        {
            using FileStream stream = File.Create(path);
            using BinaryWriter file = new(stream);
            file.Write("ptau"u8);
            file.Write(1);
            file.Write(3);
            byte[] modulus = Fp.Modulus.ToByteArray(isUnsigned: true);
            Section(1, BitConverter.GetBytes(modulus.Length), modulus, BitConverter.GetBytes(power), BitConverter.GetBytes(power));
            Holes(2, (2L << power) - 1, 96, System.Runtime.InteropServices.MemoryMarshal.AsBytes<G1Affine>(KnownTau.G1(15, Fr.From(9))).ToArray());
            Holes(3, 1L << power, 192, System.Runtime.InteropServices.MemoryMarshal.AsBytes<G2Affine>(KnownTau.G2(8, Fr.From(9))).ToArray());

            void Section(int type, params byte[][] parts)
            {
                file.Write(type);
                file.Write((long)parts.Sum(part => part.Length));
                foreach (byte[] part in parts) file.Write(part);
            }

            void Holes(int type, long count, int bytes, byte[] points)
            {
                file.Write(type);
                file.Write(count * bytes);
                long end = stream.Position + (count * bytes);
                file.Write(points);
                file.Flush();
                stream.SetLength(end);
                stream.Position = end;
            }
        }
    }
}
