using System.Text.Json;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Api;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>One run of the service on a database, a chain and a prover that outlive it.</summary>
public sealed class ProverInstance : IAsyncDisposable
{
    private readonly IHost _host;

    private ProverInstance(IHost host, IJobStore store) => (_host, Store) = (host, store);

    /// <summary>The store itself: looking at it is no point to crash at.</summary>
    public IJobStore Store { get; }

    public static Dictionary<string, string?> Settings(string database) => new()
    {
        ["Database"] = database,
        ["Anchoring:Rpc"] = "http://127.0.0.1:1",
        ["Anchoring:Registry"] = "0x00000000000000000000000000000000000000aa",
        ["Anchoring:KeyFile"] = "unused",
        ["Anchoring:RetryDelay"] = "00:00:00.001",
        ["Anchoring:MaxRetryDelay"] = "00:00:00.002",
        ["Anchoring:WatchInterval"] = "01:00:00",
    };

    public static async Task<ProverInstance> StartAsync(
        string database, IReleaseAnchor anchor, IReleaseProver prover, CrashPlan? plan = null, params (string Key, string Value)[] settings) =>
        await StartAsync(database, anchor, prover, store => CrashingProxy.Wrap(store, plan ?? CrashPlan.Never), plan, settings);

    /// <summary>One whose store is seen through another.</summary>
    public static async Task<ProverInstance> StartAsync(
        string database, IReleaseAnchor anchor, IReleaseProver prover, Func<IJobStore, IJobStore> wrap, CrashPlan? plan = null,
        params (string Key, string Value)[] settings)
    {
        CrashPlan crash = plan ?? CrashPlan.Never;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        Dictionary<string, string?> all = Settings(database);
        foreach ((string key, string value) in settings)
            all[key] = value;
        builder.Configuration.AddInMemoryCollection(all.Select(setting => KeyValuePair.Create($"{ProverOptions.Section}:{setting.Key}", setting.Value)));
        SqliteJobStore store = SqliteJobStore.Open(database);
        builder.Services.AddSingleton(_ => wrap(store));
        builder.Services.AddSingleton(CrashingProxy.Wrap(anchor, crash));
        builder.Services.AddSingleton(CrashingProxy.Wrap(prover, crash));
        builder.Services.AddChainProvProver(builder.Configuration.GetSection(ProverOptions.Section));
        ProverInstance instance = new(builder.Build(), store);
        try
        {
            await instance._host.StartAsync();
            return instance;
        }
        catch
        {
            await ((IAsyncDisposable)instance._host).DisposeAsync();
            throw;
        }
    }

    public async Task<Job> SubmitAsync(string name, bool anchor = true)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { release = new { name }, anchor });
        (_, Job? job) = await _host.Services.GetRequiredService<ProverApi>().SubmitAsync(body, null, CancellationToken.None);
        return job!;
    }

    public async Task<JobResponse> ShowAsync(Guid job) => (await _host.Services.GetRequiredService<ProverApi>().FindAsync(job, CancellationToken.None))!;

    public Task<JobResponse?> CancelAsync(Guid job) => _host.Services.GetRequiredService<ProverApi>().CancelAsync(job, CancellationToken.None);

    /// <summary>Waits until a job looks as it should.</summary>
    public async Task<Job> WaitForAsync(Guid job, Func<Job, bool> condition)
    {
        Job? found = null;
        await Watchdog.UntilAsync(async () => (found = await Store.FindAsync(job)) is not null && condition(found));
        return found!;
    }

    public Task<Job> WaitForEndAsync(Guid job) => WaitForAsync(job, found => found.HasEnded);

    /// <summary>Stops as a supervisor asks for it.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        try
        {
            await _host.StopAsync(now.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or SimulatedCrashException or AggregateException)
        {
            // Dead already, or not to be waited for.
        }
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
