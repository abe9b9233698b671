using System.Text;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Proving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>The whole service behind a real port, on a fake chain and prover.</summary>
public sealed class HttpService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly WebApplication _host;

    private HttpService(WebApplication host, TemporaryFolder folder)
    {
        (_host, _folder) = (host, folder);
        string address = host.Urls.Single();
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{address[(address.LastIndexOf(':') + 1)..]}") };
    }

    public HttpClient Client { get; }

    public static Task<HttpService> StartAsync(FakeChain chain, FakeProver prover, params string[] arguments) => StartAsync(chain, prover, _ => { }, arguments);

    /// <summary>One with further seams replaced.</summary>
    public static async Task<HttpService> StartAsync(FakeChain chain, FakeProver prover, Action<IServiceCollection> replace, params string[] arguments)
    {
        TemporaryFolder folder = new();
        IEnumerable<string> settings = ProverInstance.Settings(folder.Database).Select(setting => $"--Prover:{setting.Key}={setting.Value}");
        WebApplication host = ProverHost.Create([.. settings, "--urls=http://127.0.0.1:0", .. arguments], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IReleaseAnchor>(new FakeAnchor(chain));
            builder.Services.AddSingleton<IReleaseProver>(prover);
            replace(builder.Services);
        });
        try
        {
            await host.StartAsync();
            return new HttpService(host, folder);
        }
        catch
        {
            await host.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public async Task<HttpResponseMessage> PostAsync(string body, string? key = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/jobs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
