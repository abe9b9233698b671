using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Tests;

public sealed class AttestBaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Weights => _folder.At("base.weights");

    [Fact]
    public async Task The_same_weights_are_confirmed_and_the_first_that_was_changed_is_named()
    {
        TensorData[] tensors = [Random("a", 70_000), Random("b", 200_000), Random("c", 1)];
        JsonObject made = (await Run.DoneAsync("attest", "base", Model(tensors), "-o", Weights, "--json")).Json;
        (await Run.DoneAsync("attest", "base", Model(tensors), "--check", Weights, "--json")).Json["valid"]!.GetValue<bool>().Should().BeTrue();
        (made["tensors"]!.GetValue<int>(), made["parameters"]!.GetValue<long>(), made["chunks"]!.GetValue<int>(), made["bytes"]!.GetValue<long>()).Should().Be((3, 270_001, 7, 540_002));

        tensors[1].Data[2 * 125_000] ^= 1;
        tensors[2].Data[0] ^= 1;
        Run run = await Run.OfAsync("attest", "base", Model(tensors), "--check", Weights, "--json");
        run.ExitCode.Should().Be(1);
        run.Json["valid"]!.GetValue<bool>().Should().BeFalse();
        run.Json["differs"]!.ToJsonString().Should().Be("{\"problem\":\"chunk 2 of tensor \\u0022b\\u0022 holds other weights\",\"tensor\":\"b\",\"chunk\":2}");
    }

    [Fact]
    public async Task A_tensor_that_is_missing_is_named()
    {
        await Run.DoneAsync("attest", "base", Model(Random("a", 1), Random("b", 1)), "-o", Weights);
        Run run = await Run.OfAsync("attest", "base", Model(Random("a", 1)), "--check", Weights);
        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("the tensor b, BF16 [1] is missing");
    }

    [Fact]
    public async Task Shards_give_what_one_file_does_and_stdout_takes_what_a_file_does()
    {
        TensorData[] tensors = [Random("a", 10), Random("b", 10)];
        string digest = (await Run.DoneAsync("attest", "base", Model(tensors), "-o", Weights, "--json")).Json["weightsDigest"]!.GetValue<string>();
        _folder.Write("shards/2.safetensors", SafetensorsWriter.Bytes(tensors[0]));
        _folder.Write("shards/1.safetensors", SafetensorsWriter.Bytes(tensors[1]));
        _folder.Write("shards/model.safetensors.index.json", """{"weight_map": {"a": "2.safetensors", "b": "1.safetensors"}}""");
        Run run = await Run.DoneAsync("attest", "base", _folder.At("shards"), "-o", "-");
        run.Error.Should().Contain(digest);
        run.Output.Should().Be(await File.ReadAllTextAsync(Weights), "both are read as text alike");

        _folder.Write("shards/model.safetensors.index.json", """{"weight_map": {"a": "2.safetensors"}}""");
        (await Run.OfAsync("attest", "base", _folder.At("shards"), "-o", Weights)).MustFail(3, "model.safetensors.index.json");
    }

    [Fact]
    public async Task A_model_without_safetensors_has_no_weights() =>
        (await Run.OfAsync("attest", "base", _folder.Write("model.bin", "B"), "-o", Weights)).MustFail(3, "holds no weights");

    [Fact]
    public async Task Hiding_weights_are_nothing_that_anyone_could_check()
    {
        string model = Model(Random("a", 10));
        new WeightsCommitter(WeightSource.Find([model])!, ChunkBlinding.FromSeed(new byte[32]), WeightsOptions.Default).Commit(Weights);
        (await Run.OfAsync("attest", "base", model, "--check", Weights)).MustFail(3, "hides the weights");
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_no_wrong_file_and_the_next_goes_on()
    {
        string model = Model(Random("a", 24_000_000)), partial = Weights + ".partial";
        string digest = (await Run.DoneAsync("attest", "base", model, "-o", _folder.At("whole.weights"), "--json")).Json["weightsDigest"]!.GetValue<string>();
        long before = 0;
        for (int round = 0; round < 2; round++)
        {
            using Process process = MeasuredRun.Start("attest", "base", model, "-o", Weights);
            while (!process.HasExited && (!File.Exists(partial) || new FileInfo(partial).Length < before + 2_000)) await Task.Delay(5);
            process.Kill();
            await process.WaitForExitAsync();
            File.Exists(Weights).Should().BeFalse();
            new FileInfo(partial).Length.Should().BeGreaterThan(before);
            before = new FileInfo(partial).Length;
        }

        JsonObject finished = (await Run.DoneAsync("attest", "base", model, "-o", Weights, "--json")).Json;
        finished["resumedChunks"]!.GetValue<int>().Should().BeGreaterThan(20);
        finished["weightsDigest"]!.GetValue<string>().Should().Be(digest);
        (await File.ReadAllBytesAsync(Weights)).Should().Equal(await File.ReadAllBytesAsync(_folder.At("whole.weights")));
        File.Exists(partial).Should().BeFalse();
    }

    private string Model(params TensorData[] tensors) => _folder.Write("model.safetensors", SafetensorsWriter.Bytes(tensors));

    private static TensorData Random(string name, int values) => new(name, "BF16", [values], RandomNumberGenerator.GetBytes(2 * values));
}
