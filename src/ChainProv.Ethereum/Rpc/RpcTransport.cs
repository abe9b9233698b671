using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>One HTTP exchange: a JSON body out, a JSON body of bounded size in, every failure told apart.</summary>
internal sealed class RpcTransport(HttpClient http, Uri url, string endpoint, JsonRpcOptions options, TimeProvider time)
{
    private readonly Uri _url = new UriBuilder(url) { UserName = "", Password = "" }.Uri;

    public async Task<JsonElement> PostAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpRequestMessage message = new(HttpMethod.Post, _url) { Content = JsonContent(write) };
            using HttpResponseMessage response =
                await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw HttpFailure(response.StatusCode);
            byte[] body = await ReadBodyAsync(response.Content, either.Token).ConfigureAwait(false);
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string seconds = options.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new RpcUnreachableException(endpoint, $"it did not answer within {seconds} s", error) { IsTransient = true };
        }
        catch (HttpRequestException error)
        {
            bool neverSent = error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
            throw new RpcUnreachableException(endpoint, Reason(error), error) { IsTransient = true, NothingWasDone = neverSent };
        }
        catch (IOException error)
        {
            throw new RpcUnreachableException(endpoint, "the connection was lost while it answered", error) { IsTransient = true };
        }
        catch (JsonException error)
        {
            throw new RpcProtocolException($"{endpoint} did not answer with JSON: it may be no Ethereum node", error);
        }
    }

    private async Task<byte[]> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        ArrayBufferWriter<byte> body = new(16 << 10);
        while (true)
        {
            int count = await stream.ReadAsync(body.GetMemory(16 << 10), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return body.WrittenSpan.ToArray();
            body.Advance(count);
            if (body.WrittenCount > options.MaxResponseBytes)
                throw new RpcProtocolException($"{endpoint} answered with more than {options.MaxResponseBytes} bytes: ask for a smaller range");
        }
    }

    private RpcUnreachableException HttpFailure(HttpStatusCode status)
    {
        bool busy = status == HttpStatusCode.TooManyRequests;
        return new RpcUnreachableException(endpoint, $"it answered HTTP {(int)status} ({status})")
        {
            IsTransient = busy || (int)status >= 500,
            NothingWasDone = busy,
        };
    }

    private static string Reason(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.ConnectionError => "no connection could be made (is the node running?)",
        HttpRequestError.NameResolutionError => "the host name is unknown",
        HttpRequestError.SecureConnectionError => "the TLS connection failed",
        _ => "the connection failed",
    };

    private static ByteArrayContent JsonContent(Action<Utf8JsonWriter> write)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body))
            write(writer);
        return new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
