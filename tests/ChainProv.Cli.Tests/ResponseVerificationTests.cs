using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>What <c>verify</c> asks of whoever has a response checked, before it looks at the certificate.</summary>
public sealed class ResponseVerificationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--chunks 3", "--chunks goes with --possession")]
    [InlineData("--possession possession.json --nonce 1", "--chunks K")]
    [InlineData("--possession possession.json --chunks 3", "--nonce HEX")]
    public async Task Chunks_that_are_opened_are_those_that_the_asker_chose(string options, string message)
    {
        string response = _folder.Write("response.json", """{"format": "chainprov/response/v1"}""");
        (await Run.OfAsync(["verify", response, .. options.Split(' ')])).MustFail(2, message);
    }
}
