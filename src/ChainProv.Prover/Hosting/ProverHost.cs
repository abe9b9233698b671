using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ChainProv.Prover.Hosting;

/// <summary>The prover as a program of its own.</summary>
public static class ProverHost
{
    /// <summary>
    /// A host with nothing but the prover, configured by the section <see cref="ProverOptions.Section"/> of <paramref name="arguments"/>
    /// (<c>--Prover:Anchoring:Rpc=…</c>), environment (<c>Prover__Anchoring__Rpc</c>) and <c>appsettings.json</c>, and by <c>--urls</c> or <c>--Prover:Urls</c>.
    /// </summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="configure">Changes the host before it is built.</param>
    /// <remarks>
    /// Starting it throws <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> for settings that cannot work, and
    /// <see cref="ProverException"/> when database, chain, key and listening address do not belong together. A host that stops by itself has the
    /// reason in its <see cref="ProverOutcome"/>.
    /// </remarks>
    public static WebApplication Create(string[] arguments, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(arguments);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration[$"{ProverOptions.Section}:{nameof(ProverOptions.Urls)}"] is string urls)
            builder.WebHost.UseUrls(urls.Split(';'));
        configure?.Invoke(builder);
        builder.Services.AddChainProvProver(builder.Configuration.GetSection(ProverOptions.Section));
        WebApplication host = builder.Build();
        host.UseExceptionHandler();
        host.UseStatusCodePages();
        host.MapOpenApi();
        host.MapChainProvProver();
        host.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        host.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ProverServiceCollectionExtensions.ReadyTag) });
        return host;
    }
}
