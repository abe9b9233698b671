using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace ChainProv.Web.Tests;

/// <summary>Serves a folder's files as any static host does.</summary>
internal sealed class StaticSite : IAsyncDisposable
{
    private readonly WebApplication _host;

    private StaticSite(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _host = builder.Build();
        _host.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(folder) });
    }

    public string Url => _host.Urls.Single();

    public static async Task<StaticSite> StartAsync(string folder)
    {
        StaticSite site = new(folder);
        await site._host.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
