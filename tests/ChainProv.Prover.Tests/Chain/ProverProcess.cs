using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests.Chain;

/// <summary>The prover in a process of its own.</summary>
internal sealed class ProverProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private readonly Process _process;

    private ProverProcess(Process process, Uri url) => (_process, Client) = (process, new HttpClient { BaseAddress = url });

    public HttpClient Client { get; }

    public static async Task<ProverProcess> StartAsync(RegistryOnAnvil chain, string database, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "ChainProv.Prover.TestHost.dll"), "--urls=http://127.0.0.1:0", $"--Prover:Database={database}",
            $"--Prover:Proving:Keys={chain.Keys}", "--Prover:Proving:MaxAttempts=100", $"--Prover:Anchoring:Rpc={chain.Url}",
            $"--Prover:Anchoring:Registry={chain.Registry.Address}", $"--Prover:Anchoring:KeyFile={chain.KeyFile}", .. arguments,
        ];
        foreach (string argument in all)
            start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is string line)
        {
            int place = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (place < 0)
                continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ProverProcess(process, new Uri(line[(place + Announcement.Length)..].Trim()));
        }
        throw new InvalidOperationException($"the prover did not start: {await errors}");
    }

    public async Task<Uri> SubmitAsync(ReleaseRequest request)
    {
        using HttpContent body = JsonContent.Create(new { release = JsonSerializer.Deserialize<JsonElement>(JsonFile.Bytes(request)), anchor = true });
        HttpResponseMessage response = await Client.PostAsync("/v1/jobs", body);
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? response.Headers.Location! : throw new InvalidOperationException(text);
    }

    public Task<JsonElement> WaitForEndAsync(Uri job) => WaitForAsync(job, "anchored", "failed");

    /// <summary>Waits until a job is in one of these states, and shows it as it is then.</summary>
    public async Task<JsonElement> WaitForAsync(Uri job, params string[] states)
    {
        JsonElement shown = default;
        await Watchdog.UntilAsync(async () =>
        {
            shown = await Client.GetFromJsonAsync<JsonElement>(job);
            return states.Contains(shown.GetProperty("state").GetString());
        });
        return shown;
    }

    /// <summary>SIGKILL: nothing is flushed, closed or said.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Client.Dispose();
        return default;
    }
}
