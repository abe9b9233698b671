using ChainProv.Ethereum;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Groth16.Keys;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Api;
using ChainProv.Prover.Attesting;
using ChainProv.Prover.Diagnostics;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Hosting;

/// <summary>Adds the prover to a host.</summary>
public static class ProverServiceCollectionExtensions
{
    /// <summary>The tag of the health check that says whether jobs would get through.</summary>
    public const string ReadyTag = "ready";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds the service that proves and anchors, and what the API needs. <paramref name="configuration"/> is the section of
    /// <see cref="ProverOptions"/>; it is checked when the host starts. The clock and the four seams (<see cref="IJobStore"/>,
    /// <see cref="IReleaseProver"/>, <see cref="IReleaseAnchor"/>, <see cref="IRegistryPositions"/>) can be registered before, to replace what is configured. Should a worker fail, it
    /// stops the host, and <see cref="ProverOutcome"/> says why.
    /// </summary>
    public static IServiceCollection AddChainProvProver(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProverOptions>().Configure(options => ProverSettings.Bind(configuration, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProverOptions>, ProverOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IJobStore>(provider => SqliteJobStore.Open(
            Options(provider).Database, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteJobStore>>()));
        services.TryAddSingleton<IReleaseProver>(provider => Groth16ReleaseProver.Load(new KeyStore(Options(provider).Proving.Keys), Options(provider).Proving.Device));
        services.TryAddSingleton<IReleaseAnchor>(OpenAnchor);
        services.TryAddSingleton<IRegistryPositions, ChainRegistryPositions>();
        services.AddSingleton<ResponseAttestor>();
        services.AddSingleton<ProverIdentity>();
        services.AddSingleton<ProverOutcome>();
        services.AddSingleton<DevelopmentKeyRule>();
        services.AddSingleton<JobQueues>();
        services.AddSingleton<JobActivity>();
        services.AddSingleton<ReleaseAnchoring>();
        services.AddSingleton<AnchorSettlement>();
        services.AddSingleton<AccessRule>();
        services.AddSingleton<ProverApi>();
        services.AddMetrics();
        services.AddSingleton<ProverMetrics>();
        services.AddHealthChecks().AddCheck<ProverHealthCheck>("prover", failureStatus: null, tags: [ReadyTag], ReadyTimeout);
        services.AddProblemDetails();
        services.AddOpenApi(ProverOpenApi.Document, ProverOpenApi.Describe);
        services.AddHostedService<ListenGuard>();
        services.AddHostedService<ProverStartup>();
        services.AddHostedService<ProvingWorker>();
        services.AddHostedService<AnchoringWorker>();
        services.AddHostedService<AnchorWatch>();
        return services;
    }

    /// <exception cref="ProverException">The account's key cannot be used.</exception>
    private static RegistryReleaseAnchor OpenAnchor(IServiceProvider provider)
    {
        AnchoringOptions options = Options(provider).Anchoring;
        EthereumClient client = new(new Uri(options.Rpc));
        try
        {
            using KeystorePassword? password = options.PasswordFile is string file ? KeystorePassword.FromFile(file) : null;
            return new RegistryReleaseAnchor(
                client,
                KeyFile.Load(options.KeyFile, password),
                Address.Parse(options.Registry),
                provider.GetRequiredService<ProverIdentity>(),
                provider.GetRequiredService<IOptions<ProverOptions>>(),
                provider.GetRequiredService<TimeProvider>());
        }
        catch (KeyFileException error)
        {
            client.Dispose();
            throw new ProverException(error.Message, error, ProverFailure.File);
        }
    }

    private static ProverOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ProverOptions>>().Value;
}
