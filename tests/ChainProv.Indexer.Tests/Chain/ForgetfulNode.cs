using System.Text;
using System.Text.Json.Nodes;
using ChainProv.Ethereum;

namespace ChainProv.Indexer.Tests.Chain;

/// <summary>Stands before a real node and leaves out of eth_getLogs what is in one block, as a node does whose index of logs has a gap.</summary>
internal sealed class ForgetfulNode(ulong gap) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool asksForLogs = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)) is JsonObject one && (string?)one["method"] == "eth_getLogs";
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (!asksForLogs)
            return response;
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        JsonNode[] told = [.. answer["result"]!.AsArray().Where(log => Quantity.DecodeUInt64((string)log!["blockNumber"]!) != gap).Select(log => log!.DeepClone())];
        answer["result"] = new JsonArray(told);
        response.Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json");
        return response;
    }
}
