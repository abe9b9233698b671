using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Cli.Benchmarks;
using ChainProv.Cli.Tests.Support;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Cli.Tests;

/// <summary>Measurements: what they print, that they notice a wrong result, and what they write for other libraries.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("msm", "2^6", 64)]
    [InlineData("msm --group g2 --scalar-bits 16", "33", 33)]
    [InlineData("ntt", "2^7", 128)]
    [InlineData("ntt", "1", 1)]
    [InlineData("poseidon2", "1001", 1001)]
    [InlineData("poseidon2 --tree", "2^5", 32)]
    [InlineData("pairing", "3", 3)]
    [InlineData("kzg", "64", 64)]
    [InlineData("groth16", "20", 20)]
    public async Task Every_operation_is_measured_and_checked(string operation, string size, long expected)
    {
        JsonObject json = (await Run.DoneAsync(["bench", .. operation.Split(' '), "--size", size, "--threads", "2", "--runs", "3", "--json"])).Json;

        json["operation"]!.GetValue<string>().Should().Be(operation.Split(' ')[0]);
        json["size"]!.GetValue<long>().Should().Be(expected);
        json["device"]!.GetValue<string>().Should().Be("cpu, 2 threads");
        json["threads"]!.GetValue<int>().Should().Be(2);
        json["checked"]!.GetValue<bool>().Should().BeTrue();
        double[] milliseconds = [.. json["milliseconds"]!.AsArray().Select(value => value!.GetValue<double>())];
        milliseconds.Should().HaveCount(3).And.OnlyContain(value => value >= 0);
        json["median"]!.GetValue<double>().Should().Be(milliseconds.Order().ElementAt(1));
    }

    [Fact]
    public void A_wrong_sum_is_noticed()
    {
        MsmBenchmark<Cryptography.Bls12381.G1, Fp> right = new(5, 255, _ => { }, (points, scalars, token) => MultiScalarMultiplication.Compute(points, scalars, 1, token));
        right.Run(default);
        right.Check().Should().BeTrue();

        MsmBenchmark<Cryptography.Bls12381.G1, Fp> wrong = new(5, 255, _ => { }, (points, scalars, token) => MultiScalarMultiplication.Compute(points, scalars, 1, token) + G1Affine.Generator);
        wrong.Run(default);
        wrong.Check().Should().BeFalse();
    }

    [Fact]
    public async Task What_is_exported_of_a_sum_can_be_summed_by_others()
    {
        string file = _folder.At("msm.bin");
        await Run.DoneAsync("bench", "msm", "--size", "20", "--runs", "1", "--export", file);

        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes.Should().HaveCount((20 * (96 + 32)) + 96);
        G1Jacobian sum = default;
        for (int i = 0; i < 20; i++)
        {
            Fr.TryRead(bytes.AsSpan((20 * 96) + (32 * i), 32), out Fr scalar).Should().BeTrue();
            sum += G1Affine.Read(bytes.AsSpan(96 * i, 96), PointFormat.Uncompressed) * scalar;
        }

        G1Affine.Read(bytes.AsSpan(^96..), PointFormat.Uncompressed).Should().Be(sum.ToAffine());
    }

    [Fact]
    public async Task What_is_exported_of_a_proof_is_a_key_and_a_witness()
    {
        string file = _folder.At("chain.zkey");
        await Run.DoneAsync("bench", "groth16", "--size", "5", "--runs", "1", "--export", file);

        File.Exists(file).Should().BeTrue();
        Fr[] witness = WitnessFile.Read(file + ".wtns");
        witness.Should().HaveCount(7);
        Fr power = witness[2];
        for (int i = 0; i < 5; i++) power = power.Square();
        power.Should().Be(witness[1]);
    }

    [Theory]
    [InlineData("msm --size 0", "--size")]
    [InlineData("msm --size 2^25", "--size")]
    [InlineData("msm --size many", "many")]
    [InlineData("ntt --size 1000", "power of two")]
    [InlineData("poseidon2 --tree --size 10", "power of two")]
    [InlineData("msm --scalar-bits 300", "--scalar-bits")]
    [InlineData("kzg --size 4097", "4096")]
    [InlineData("pairing --threads 0", "--threads")]
    [InlineData("pairing --runs 0", "--runs")]
    [InlineData("msm --device abacus", "abacus")]
    public async Task What_cannot_be_measured_is_exit_2(string arguments, string about) => (await Run.OfAsync(["bench", .. arguments.Split(' ')])).MustFail(2, about);
}
