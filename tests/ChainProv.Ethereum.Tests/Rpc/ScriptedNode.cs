using System.Net;
using System.Text;
using System.Text.Json;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Tests.Rpc;

/// <summary>A node that gives prepared answers, each to one HTTP request; the last one stays.</summary>
internal sealed class ScriptedNode(params Func<JsonElement, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public List<string> Bodies { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    public JsonRpcClient Connect(JsonRpcOptions? options = null, string url = "http://node.example/v3/secret-path") =>
        new(new Uri(url), (options ?? new JsonRpcOptions()) with { FirstDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero }, this);

    public static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    public static Func<JsonElement, HttpResponseMessage> Result(string result) =>
        request => Json($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"result":{{result}}}""");

    public static Func<JsonElement, HttpResponseMessage> Error(long code, string message, string data = "null") =>
        request => Json($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"error":{"code":{{code}},"message":"{{message}}","data":{{data}} } }""");

    public static Func<JsonElement, HttpResponseMessage> Status(HttpStatusCode status) => _ => new HttpResponseMessage(status);

    public static Func<JsonElement, HttpResponseMessage> Refused { get; } =
        _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");

    public static Func<JsonElement, HttpResponseMessage> Lost { get; } =
        _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Bodies.Add(body);
        Requests.Add(request);
        return answers[Math.Min(Bodies.Count, answers.Length) - 1](JsonSerializer.Deserialize<JsonElement>(body));
    }
}
