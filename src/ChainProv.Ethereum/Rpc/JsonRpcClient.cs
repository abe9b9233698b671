using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>JSON-RPC 2.0 over HTTP: single and batched calls, each attempt with a timeout, transient failures tried again.</summary>
/// <remarks>
/// Safe for concurrent use. User information in the address (<c>https://name:word@host</c>) becomes a Basic authorisation header and, like the
/// path, never appears in a message.
/// </remarks>
public sealed class JsonRpcClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly RpcTransport _transport;
    private readonly RetryPolicy _retries;
    private readonly JsonRpcOptions _options;
    private long _lastId;

    /// <summary>A client of the node at <paramref name="url"/>.</summary>
    /// <param name="url">An absolute http or https address.</param>
    /// <param name="options">Timeouts, attempts and limits.</param>
    /// <param name="handler">What sends the HTTP requests, for tests; disposed with the client.</param>
    /// <param name="time">The clock of timeouts and waits.</param>
    /// <exception cref="ArgumentException">The address is not http or https.</exception>
    public JsonRpcClient(Uri url, JsonRpcOptions? options = null, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException("the address of a node begins with http:// or https://", nameof(url));
        _options = options ?? new JsonRpcOptions();
        _options.Validate();
        TimeProvider clock = time ?? TimeProvider.System;
        Endpoint = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        IsLocal = url.IsLoopback;
        _http = new HttpClient(handler ?? DefaultHandler(url)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        if (url.UserInfo.Length > 0)
        {
            string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo)));
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
        _transport = new RpcTransport(_http, url, Endpoint, _options, clock);
        _retries = new RetryPolicy(_options, clock);
    }

    /// <summary>Scheme, host and port: what messages call the node.</summary>
    public string Endpoint { get; }

    /// <summary>Whether the node is on this machine.</summary>
    public bool IsLocal { get; }

    /// <summary>Sends one request and gives its result (which may be JSON null).</summary>
    /// <exception cref="RpcUnreachableException">No attempt reached the node.</exception>
    /// <exception cref="RpcErrorException">The node answered with an error.</exception>
    /// <exception cref="RpcProtocolException">The answer is no JSON-RPC response.</exception>
    public Task<JsonElement> CallAsync(RpcRequest request, CancellationToken cancellationToken = default) =>
        _retries.RunAsync(
            async token =>
            {
                long id = Interlocked.Increment(ref _lastId);
                JsonElement response = await _transport.PostAsync(writer => request.WriteTo(writer, id), token).ConfigureAwait(false);
                return RpcResponse.Read(response, Endpoint, request.Method, id).Result;
            },
            request.IsRepeatable,
            cancellationToken);

    /// <summary>Sends many requests, up to <see cref="JsonRpcOptions.MaxBatch"/> at once; the replies stand in the order of the requests.</summary>
    /// <remarks>A request that the node refused for its load is sent again with the others of its kind; other errors stand in their reply.</remarks>
    /// <exception cref="RpcUnreachableException">No attempt reached the node.</exception>
    /// <exception cref="RpcErrorException">The node refused the batch as a whole.</exception>
    /// <exception cref="RpcProtocolException">The answer is no JSON-RPC batch response.</exception>
    public async Task<IReadOnlyList<RpcReply>> BatchAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        List<RpcReply> replies = new(requests.Count);
        foreach (RpcRequest[] part in requests.Chunk(_options.MaxBatch))
            replies.AddRange(await SendPartAsync(part, cancellationToken).ConfigureAwait(false));
        return replies;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<RpcReply[]> SendPartAsync(RpcRequest[] requests, CancellationToken cancellationToken)
    {
        RpcReply[] replies = new RpcReply[requests.Length];
        List<int> open = [.. Enumerable.Range(0, requests.Length)];
        try
        {
            await _retries.RunAsync(AttemptAsync, requests.All(request => request.IsRepeatable), cancellationToken).ConfigureAwait(false);
        }
        catch (RpcErrorException error) when (error.Code == RpcErrorException.LimitExceeded && open.TrueForAll(i => replies[i] is not null))
        {
            // The attempts are used up: the requests that the node still refuses carry that as their reply.
        }
        return replies;

        async Task<bool> AttemptAsync(CancellationToken token)
        {
            long firstId = Interlocked.Add(ref _lastId, open.Count) - open.Count + 1;
            JsonElement response = await _transport.PostAsync(WriteOpen, token).ConfigureAwait(false);
            RpcReply[] answered = RpcResponse.ReadBatch(response, Endpoint, [.. open.Select(i => requests[i].Method)], firstId);
            for (int i = 0; i < answered.Length; i++)
                replies[open[i]] = answered[i];
            open.RemoveAll(i => replies[i].Error?.Code != RpcErrorException.LimitExceeded);
            return open.Count == 0 ? true : throw replies[open[0]].Error!;

            void WriteOpen(Utf8JsonWriter writer)
            {
                writer.WriteStartArray();
                for (int i = 0; i < open.Count; i++)
                    requests[open[i]].WriteTo(writer, firstId + i);
                writer.WriteEndArray();
            }
        }
    }

    private static SocketsHttpHandler DefaultHandler(Uri url) => new()
    {
        AllowAutoRedirect = false, // a redirect would carry requests, and with them credentials in paths, to another host
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseProxy = !url.IsLoopback,
    };
}
