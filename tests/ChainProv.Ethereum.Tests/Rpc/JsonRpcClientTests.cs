using System.Net;
using System.Text.Json;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Tests.Rpc;

public sealed class JsonRpcClientTests
{
    private static readonly RpcRequest Read = RpcRequest.Repeatable("eth_chainId");
    private static readonly RpcRequest Write = RpcRequest.Once("evm_mine");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transient_failure_is_tried_again()
    {
        using ScriptedNode node = new(
            ScriptedNode.Refused, ScriptedNode.Status(HttpStatusCode.ServiceUnavailable), ScriptedNode.Error(-32005, "limit exceeded"), ScriptedNode.Result("\"0x1\""));
        using JsonRpcClient client = node.Connect();
        (await client.CallAsync(Read, Stop)).GetString().Should().Be("0x1");
        node.Bodies.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_request_that_must_happen_once_is_not_repeated_when_its_answer_is_lost()
    {
        using ScriptedNode node = new(ScriptedNode.Lost, ScriptedNode.Result("1"));
        using JsonRpcClient client = node.Connect();
        await client.Invoking(c => c.CallAsync(Write, Stop)).Should().ThrowAsync<RpcUnreachableException>();
        node.Bodies.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_request_that_must_happen_once_is_repeated_when_it_surely_did_not_happen()
    {
        using ScriptedNode node = new(ScriptedNode.Refused, ScriptedNode.Status(HttpStatusCode.TooManyRequests), ScriptedNode.Result("1"));
        using JsonRpcClient client = node.Connect();
        (await client.CallAsync(Write, Stop)).GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, 1)]
    [InlineData(HttpStatusCode.Found, 1)]
    [InlineData(HttpStatusCode.BadGateway, 4)]
    public async Task An_http_error_is_repeated_only_if_that_may_help(HttpStatusCode status, int attempts)
    {
        using ScriptedNode node = new(ScriptedNode.Status(status));
        using JsonRpcClient client = node.Connect();
        await client.Invoking(c => c.CallAsync(Read, Stop)).Should().ThrowAsync<RpcUnreachableException>().WithMessage($"*HTTP {(int)status}*");
        node.Bodies.Should().HaveCount(attempts);
    }

    [Fact]
    public async Task No_message_shows_credentials_of_the_address()
    {
        using ScriptedNode node = new(ScriptedNode.Refused);
        using JsonRpcClient client = node.Connect(url: "https://alice:wonder%40land@node.example/v3/secret-path?key=secret-query");
        RpcUnreachableException error = (await client.Invoking(c => c.CallAsync(Read, Stop)).Should().ThrowAsync<RpcUnreachableException>()).Which;
        error.Message.Should().Be("https://node.example cannot be used: no connection could be made (is the node running?)");
        error.ToString().Should().NotContain("secret").And.NotContain("wonder").And.NotContain("alice");
        node.Requests[0].RequestUri!.UserInfo.Should().BeEmpty();
        node.Requests[0].RequestUri!.PathAndQuery.Should().Be("/v3/secret-path?key=secret-query");
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_given_up()
    {
        using SilentServer silent = SilentServer.Start();
        using JsonRpcClient client = new(silent.Url, new JsonRpcOptions { Timeout = TimeSpan.FromMilliseconds(50), MaxAttempts = 2, FirstDelay = TimeSpan.Zero });
        await client.Invoking(c => c.CallAsync(Read, Stop)).Should().ThrowAsync<RpcUnreachableException>().WithMessage("*did not answer within 0.05 s");
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_a_cancellation()
    {
        using SilentServer silent = SilentServer.Start();
        using JsonRpcClient client = new(silent.Url);
        using CancellationTokenSource cancelled = new(TimeSpan.FromMilliseconds(20));
        await client.Invoking(c => c.CallAsync(Read, cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task An_error_carries_code_message_and_data()
    {
        using ScriptedNode node = new(ScriptedNode.Error(3, "execution reverted", "\"0x1234\""));
        using JsonRpcClient client = node.Connect();
        RpcErrorException error = (await client.Invoking(c => c.CallAsync(Read, Stop)).Should().ThrowAsync<RpcErrorException>()).Which;
        (error.Code, error.NodeMessage, error.NodeData!.Value.GetString()).Should().Be((3, "execution reverted", "0x1234"));
        error.Message.Should().Be("http://node.example refused eth_chainId: execution reverted (code 3)");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":1}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":1}")]
    [InlineData("")]
    public async Task What_is_no_response_is_refused(string answer)
    {
        using ScriptedNode node = new(_ => ScriptedNode.Json(answer));
        using JsonRpcClient client = node.Connect();
        await client.Invoking(c => c.CallAsync(Read, Stop)).Should().ThrowAsync<RpcProtocolException>().WithMessage("http://node.example *");
    }

    [Fact]
    public async Task A_response_over_the_limit_is_refused()
    {
        using ScriptedNode node = new(ScriptedNode.Result($"\"{new string('x', 5000)}\""));
        using JsonRpcClient client = node.Connect(new JsonRpcOptions { MaxResponseBytes = 4096 });
        await client.Invoking(c => c.CallAsync(Read, Stop)).Should().ThrowAsync<RpcProtocolException>().WithMessage("*more than 4096 bytes*");
    }

    [Fact]
    public async Task Replies_of_a_batch_stand_in_the_order_of_the_requests()
    {
        using ScriptedNode node = new(batch => Answer(batch.EnumerateArray().Reverse(), request => $"\"result\":{request.GetProperty("params")[0]}"));
        using JsonRpcClient client = node.Connect(new JsonRpcOptions { MaxBatch = 3 });
        IReadOnlyList<RpcReply> replies = await client.BatchAsync([.. Enumerable.Range(0, 7).Select(i => RpcRequest.Repeatable("m", i))], Stop);
        replies.Select(reply => reply.Result.GetInt32()).Should().Equal(0, 1, 2, 3, 4, 5, 6);
        node.Bodies.Should().HaveCount(3);
    }

    [Fact]
    public async Task Only_what_a_busy_node_left_out_of_a_batch_is_asked_again()
    {
        using ScriptedNode node = new(
            batch => Answer(batch.EnumerateArray(), request => request.GetProperty("params")[0].GetInt32() == 1
                ? "\"error\":{\"code\":-32005,\"message\":\"busy\"}" : "\"result\":\"first\""),
            batch => Answer(batch.EnumerateArray(), _ => "\"result\":\"second\""));
        using JsonRpcClient client = node.Connect();
        IReadOnlyList<RpcReply> replies = await client.BatchAsync([.. Enumerable.Range(0, 3).Select(i => RpcRequest.Repeatable("m", i))], Stop);
        replies.Select(reply => reply.Result.GetString()).Should().Equal("first", "second", "first");
    }

    [Fact]
    public async Task An_error_of_one_request_leaves_the_rest_of_its_batch_alone()
    {
        using ScriptedNode node = new(batch => Answer(batch.EnumerateArray(), request => request.GetProperty("params")[0].GetInt32() == 1
            ? "\"error\":{\"code\":-32601,\"message\":\"no such method\"}" : "\"result\":true"));
        using JsonRpcClient client = node.Connect();
        IReadOnlyList<RpcReply> replies = await client.BatchAsync([.. Enumerable.Range(0, 2).Select(i => RpcRequest.Repeatable("m", i))], Stop);
        replies[0].Result.GetBoolean().Should().BeTrue();
        replies[1].Invoking(reply => reply.Result).Should().Throw<RpcErrorException>().Which.Code.Should().Be(-32601);
        node.Bodies.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_batch_with_a_missing_or_repeated_reply_is_refused()
    {
        using ScriptedNode node = new(batch => Answer([batch[0], batch[0]], _ => "\"result\":1"));
        using JsonRpcClient client = node.Connect();
        await client.Invoking(c => c.BatchAsync([Read, Read], Stop)).Should().ThrowAsync<RpcProtocolException>();
    }

    [Theory]
    [InlineData("ftp://node.example")]
    [InlineData("file:///etc/passwd")]
    public void Another_scheme_than_http_is_refused(string url) =>
        FluentActions.Invoking(() => new JsonRpcClient(new Uri(url))).Should().Throw<ArgumentException>();

    private static HttpResponseMessage Answer(IEnumerable<JsonElement> requests, Func<JsonElement, string> reply) => ScriptedNode.Json(
        $"[{string.Join(',', requests.Select(request => $$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},{{reply(request)}}}"""))}]");
}
