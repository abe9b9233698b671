using System.Diagnostics;
using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>The services as programs: what they say, and what they end with.</summary>
public sealed class ServeTests(RegistryWorkshop workshop) : IClassFixture<RegistryWorkshop>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_line_on_stdout_says_where_they_listen()
    {
        using Process serve = Start("all", ["--json", "--urls=http://127.0.0.1:0", "--Indexer:Urls=http://127.0.0.1:0", .. Prover, .. Indexer]);
        JsonObject ready = JsonNode.Parse((await serve.StandardOutput.ReadLineAsync())!)!.AsObject();
        ready["service"]!.GetValue<string>().Should().Be("all");
        using HttpClient http = new();
        foreach (JsonNode? url in ready["urls"]!.AsArray()) (await http.GetStringAsync($"{url}/health/live")).Should().Be("Healthy");

        using Process interrupt = Process.Start("kill", ["-INT", $"{serve.Id}"]);
        await serve.WaitForExitAsync();
        serve.ExitCode.Should().BeOneOf([0, 130], "it was asked to stop");
        (await serve.StandardOutput.ReadToEndAsync()).Should().BeEmpty("logs go to stderr");
    }

    [Theory]
    [InlineData(2, "Rpc", "indexer", "--Indexer:Registry=0x0000000000000000000000000000000000000001")]
    [InlineData(2, "Rpcx", "indexer", "--Indexer:Rpcx=http://127.0.0.1:1")]
    [InlineData(2, "banana", "indexer", "--urls=banana")]
    [InlineData(2, "chain 31337", "indexer", "--Indexer:ChainId=1")]
    [InlineData(2, "token", "prover", "--urls=http://0.0.0.0:0")]
    [InlineData(3, "none.key", "prover", "--Prover:Anchoring:KeyFile=none.key")]
    [InlineData(3, "none", "prover", "--Prover:Proving:Keys=none")]
    [InlineData(3, "none.token", "prover", "--Prover:TokenFile=none.token")]
    public async Task What_keeps_them_from_starting_is_one_sentence(int exitCode, string about, string service, string setting)
    {
        string name = setting.Split('=')[0];
        string[] rest = [.. (service == "prover" ? Prover : Indexer).Where(other => !other.StartsWith(name + "=", StringComparison.Ordinal))];
        if (about == "Rpc") rest = [];
        string[] urls = name == "--urls" ? [] : ["--urls=http://127.0.0.1:0"];
        using Process serve = Start(service, [setting, .. urls, .. rest]);
        string error = await serve.StandardError.ReadToEndAsync();
        await serve.WaitForExitAsync();

        serve.ExitCode.Should().Be(exitCode, error);
        error.Split('\n').Where(line => line.StartsWith("chainprov: ", StringComparison.Ordinal)).Should().ContainSingle(error).Which.Should().Contain(about);
        (await serve.StandardOutput.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_broken_settings_file_is_named()
    {
        _folder.Write("appsettings.json", "{ \"Indexer\": ");
        using Process serve = Start("indexer", [.. Indexer]);
        string error = await serve.StandardError.ReadToEndAsync();
        await serve.WaitForExitAsync();
        serve.ExitCode.Should().Be(3, error);
        error.Should().Contain("appsettings.json");
    }

    private string[] Prover =>
    [
        $"--Prover:Database={_folder.At("prover.db")}", $"--Prover:Proving:Keys={workshop.Files.Keys}", $"--Prover:Anchoring:Rpc={workshop.Rpc}",
        $"--Prover:Anchoring:Registry={workshop.Registry}", $"--Prover:Anchoring:KeyFile={workshop.At("publisher.key")}",
    ];

    private string[] Indexer => [$"--Indexer:Database={_folder.At("indexer.db")}", $"--Indexer:Rpc={workshop.Rpc}", $"--Indexer:Registry={workshop.Registry}"];

    private Process Start(string service, params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "chainprov"), ["serve", service, .. arguments])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
