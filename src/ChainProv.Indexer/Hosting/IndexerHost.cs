using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ChainProv.Indexer.Hosting;

/// <summary>The indexer as a program of its own.</summary>
public static class IndexerHost
{
    /// <summary>
    /// A host with nothing but the indexer, configured by the section <see cref="IndexerOptions.Section"/> of <paramref name="arguments"/>
    /// (<c>--Indexer:Rpc=…</c>), environment (<c>Indexer__Rpc</c>) and <c>appsettings.json</c>, and by <c>--urls</c> or <c>--Indexer:Urls</c>.
    /// </summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="configure">Changes the host before it is built.</param>
    /// <remarks>
    /// Starting it throws <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> for settings that cannot work, and
    /// <see cref="IndexerException"/> when database, registry and chain do not belong together. A host that stops by itself has the reason in its
    /// <see cref="IndexerOutcome"/>.
    /// </remarks>
    public static WebApplication Create(string[] arguments, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(arguments);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration[$"{IndexerOptions.Section}:{nameof(IndexerOptions.Urls)}"] is string urls)
            builder.WebHost.UseUrls(urls.Split(';'));
        configure?.Invoke(builder);
        builder.Services.AddChainProvIndexer(builder.Configuration.GetSection(IndexerOptions.Section));
        WebApplication host = builder.Build();
        host.UseExceptionHandler();
        host.UseStatusCodePages();
        host.MapChainProvIndexer();
        host.MapChainProvHealth();
        host.MapOpenApi();
        return host;
    }
}
