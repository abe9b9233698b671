using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChainProv.Prover.Tests.Chain;

/// <summary>Stands before a node and keeps back the requests of one method, for as long as who sent them lives.</summary>
internal sealed class RpcProxy : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly HttpClient _node;
    private readonly ConcurrentQueue<string> _kept = [];
    private volatile string? _method;

    private RpcProxy(Uri node)
    {
        _node = new HttpClient { BaseAddress = node };
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _host = builder.Build();
        _host.MapPost("/", PassAsync);
    }

    public string Url => _host.Urls.Single();

    /// <summary>How many requests are kept back since <see cref="Keep"/>.</summary>
    public int Kept => _kept.Count;

    public static async Task<RpcProxy> StartAsync(Uri node)
    {
        RpcProxy proxy = new(node);
        await proxy._host.StartAsync();
        return proxy;
    }

    /// <summary>Keeps back a method from now on; null passes on everything.</summary>
    public void Keep(string? method)
    {
        _kept.Clear();
        _method = method;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _node.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        using JsonDocument request = JsonDocument.Parse(body);
        if (request.RootElement.ValueKind == JsonValueKind.Object && request.RootElement.GetProperty("method").GetString() == _method)
        {
            _kept.Enqueue(body);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        using HttpContent content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        HttpResponseMessage response = await _node.PostAsync(default(Uri), content, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
