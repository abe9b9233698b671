using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Groth16.Iden3;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Snarkjs;

namespace ChainProv.Groth16.Tests;

/// <summary>circom's and snarkjs's files, as an attacker would write them.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"chainprov-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_circuit_reads_and_a_coefficient_of_zero_is_none()
    {
        ConstraintSystem system = Circuit();
        system.ConstraintCount.Should().Be(1);
        Circuit(wires: 4, row: [(1, Fr.One), (2, Fr.Zero)]).Digest.Should().Be(Circuit(wires: 4, row: [(1, Fr.One)]).Digest);
    }

    [Fact]
    public void A_circuit_with_custom_gates_is_refused_because_its_matrices_are_not_all() =>
        Refused(() => Circuit(customGates: 1), "*custom gates*");

    [Fact]
    public void A_small_file_cannot_ask_for_many_wires() => Refused(() => Circuit(wires: 1 << 27), "*more than fit*");

    [Fact]
    public void A_circuit_that_says_nothing_of_a_public_input_is_refused() => Refused(() => Circuit(row: []), "*public input*any value*");

    [Fact]
    public void Every_truncation_of_a_circuit_is_refused()
    {
        Circuit();
        byte[] bytes = File.ReadAllBytes(_path);
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(_path, bytes[..length]);
            Refused(() => R1csFile.Read(_path), "*");
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_said_to_be_so()
    {
        Refused(() => R1csFile.Read(_path), "*no such file*");
        Refused(() => WitnessFile.Read(Path.GetTempPath()), "*is a folder*");
        Refused(() => ZkeyFile.Read(_path, Samples.System), "*no such file*");
    }

    [Fact]
    public void A_pipe_or_device_is_refused_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices");
        Pipes.Make(_path);
        foreach (string path in new[] { _path, "/dev/zero" })
        {
            Refused(() => R1csFile.Read(path), "*is a device, pipe or socket*");
            Refused(() => WitnessFile.Read(path), "*is a device, pipe or socket*");
            Refused(() => ZkeyFile.Read(path, Samples.System), "*is a device, pipe or socket*");
            Refused(() => VerifyingKeyFile.Read(path), "*is a device, pipe or socket*");
        }
    }

    [Theory]
    [InlineData("pi_a", """["0","1","0"]""")]
    [InlineData("pi_a", """["0","0","1"]""")]
    [InlineData("pi_a", """["not a number","at all","0"]""")]
    [InlineData("pi_b", """[["0","0"],["1","0"],["0","0"]]""")]
    [InlineData("pi_b", """[["0","0"],["0","0"],["1","0"]]""")]
    [InlineData("pi_c", """["0","1","0"]""")]
    public void Infinity_is_no_point_of_a_proof_however_it_is_spelled(string name, string point)
    {
        JsonObject json = SnarkjsJson.Write(Samples.Proof);
        json[name] = JsonNode.Parse(point);
        FluentActions.Invoking(() => SnarkjsJson.ReadProof(json)).Should().Throw<FormatException>().WithMessage("*infinity*");
    }

    [Theory]
    [InlineData("vk_alpha_1", """["0","1","0"]""")]
    [InlineData("vk_beta_2", """[["0","0"],["1","0"],["0","0"]]""")]
    [InlineData("vk_gamma_2", """[["0","0"],["1","0"],["0","0"]]""")]
    [InlineData("vk_delta_2", """[["0","0"],["1","0"],["0","0"]]""")]
    public void Infinity_is_no_point_of_a_key(string name, string point)
    {
        JsonObject json = SnarkjsJson.Write(Samples.VerifyingKey);
        json[name] = JsonNode.Parse(point);
        FluentActions.Invoking(() => SnarkjsJson.ReadVerifyingKey(json, Samples.System.Digest)).Should().Throw<FormatException>().WithMessage("*infinity*");
    }

    [Fact]
    public void A_point_of_a_proof_outside_its_group_is_refused()
    {
        Proof proof = Samples.Proof;
        foreach (Proof outside in (ReadOnlySpan<Proof>)[proof with { A = SmallOrder.AddTo(proof.A) }, proof with { B = SmallOrder.AddTo(proof.B) }, proof with { C = SmallOrder.AddTo(proof.C) }])
            FluentActions.Invoking(() => SnarkjsJson.ReadProof(SnarkjsJson.Write(outside))).Should().Throw<FormatException>().WithMessage("*outside the subgroup");
    }

    [Theory]
    [InlineData("""["1","0"]""", true)]
    [InlineData("""["1","1"]""", false)]
    [InlineData("""[1,0]""", false)]
    [InlineData("""["01","0"]""", false)]
    [InlineData("""["1"]""", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("""[["1","0"],"0"]""", false)]
    public void A_point_of_G2_is_affine_or_refused(string z, bool accepted)
    {
        JsonObject json = SnarkjsJson.Write(Samples.Proof);
        json["pi_b"]![2] = JsonNode.Parse(z);
        Action reading = () => SnarkjsJson.ReadProof(json);
        if (accepted) reading.Should().NotThrow();
        else reading.Should().Throw<FormatException>();
    }

    [Fact]
    public void A_number_has_one_spelling()
    {
        string huge = new('9', 1 << 22);
        foreach (string text in (ReadOnlySpan<string>)["01", "+1", " 1", "1.0", "1e0", "-1", "", "0x1", "\u0661", huge])
            FluentActions.Invoking(() => SnarkjsJson.ReadPublicInputs(new JsonArray(text))).Should().Throw<FormatException>();
        FluentActions.Invoking(() => SnarkjsJson.ReadPublicInputs(new JsonArray(1))).Should().Throw<FormatException>("a number is a string there");
        string greatest = (Fr.Modulus - BigInteger.One).ToString(CultureInfo.InvariantCulture);
        SnarkjsJson.ReadPublicInputs(new JsonArray("0", greatest)).Should().Equal(Fr.Zero, -Fr.One);
    }

    /// <summary>The circuit (row) · x₁ = x₂ with one public input, wire 1, written as circom writes it.</summary>
    private ConstraintSystem Circuit(uint wires = 3, (uint Wire, Fr Coefficient)[]? row = null, uint? customGates = null)
    {
        row ??= [(1, Fr.One)];
        using (FileStream stream = File.Create(_path))
        {
            BinaryFileWriter file = new(stream, "r1cs", 1, customGates is null ? 3U : 4U);
            file.BeginSection(1);
            file.Write((uint)Fr.ByteLength);
            file.Write(Fr.Modulus, Fr.ByteLength);
            foreach (uint value in (ReadOnlySpan<uint>)[wires, 1, 0, 1]) file.Write(value);
            file.Write((ulong)wires);
            file.Write(1U);
            file.EndSection();
            file.BeginSection(2);
            WriteRow(file, row);
            WriteRow(file, row);
            WriteRow(file, [(2, Fr.One)]);
            file.EndSection();
            file.BeginSection(3);
            for (uint i = 0; i < Math.Min(wires, 16); i++) file.Write((ulong)i);
            file.EndSection();
            if (customGates is { } uses)
            {
                file.BeginSection(5);
                file.Write(uses);
                file.EndSection();
            }
        }

        return R1csFile.Read(_path);
    }

    private static void WriteRow(BinaryFileWriter file, (uint Wire, Fr Coefficient)[] row)
    {
        file.Write((uint)row.Length);
        foreach ((uint wire, Fr coefficient) in row)
        {
            file.Write(wire);
            file.WriteScalar(coefficient);
        }
    }

    private static void Refused(Action reading, string message) => reading.Should().Throw<KeyFileException>().WithMessage(message);
}
