using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Api;
using ChainProv.Indexer.Diagnostics;
using ChainProv.Indexer.Storage;
using ChainProv.Indexer.Sync;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer.Hosting;

/// <summary>Adds the indexer to a host.</summary>
public static class IndexerServiceCollectionExtensions
{
    /// <summary>The tag of the health check that says whether the index may be asked.</summary>
    public const string ReadyTag = "ready";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds the service that follows the registry, and what the API needs. <paramref name="configuration"/> is the section of
    /// <see cref="IndexerOptions"/>; it is checked when the host starts. Should the service fail later, it stops the host, and <see cref="IndexerOutcome"/> says why. The node (<see cref="EthereumClient"/>), the clock and the database
    /// (<see cref="IIndexDatabase"/>) can be registered before, to replace what is configured.
    /// </summary>
    public static IServiceCollection AddChainProvIndexer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IndexerOptions>().Configure(options => IndexerSettings.Bind(configuration, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IndexerOptions>, IndexerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIndexDatabase>(provider => new SqliteIndexDatabase(Options(provider).Database));
        services.TryAddSingleton(provider => new EthereumClient(Options(provider).RpcUrl));
        services.AddSingleton<IndexStore>();
        services.AddSingleton<IndexApi>();
        services.AddSingleton<SyncState>();
        services.AddSingleton<IndexerOutcome>();
        services.AddMetrics();
        services.AddSingleton<IndexerMetrics>();
        services.AddHealthChecks().AddCheck<IndexerHealthCheck>("indexer", failureStatus: null, tags: [ReadyTag], ReadyTimeout);
        services.AddProblemDetails();
        services.AddOpenApi(IndexerOpenApi.Document, IndexerOpenApi.Describe);
        services.AddHostedService<IndexerService>();
        return services;
    }

    private static IndexerOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<IndexerOptions>>().Value;
}
