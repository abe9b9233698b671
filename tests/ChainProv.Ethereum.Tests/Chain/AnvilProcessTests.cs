using System.Diagnostics;
using System.Text.Json;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Tests.Chain;

public sealed class AnvilProcessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_chains_run_side_by_side_with_their_own_ids()
    {
        using AnvilProcess one = await AnvilProcess.StartAsync(new AnvilOptions { ChainId = 1337, BlockSeconds = 1 }, Stop);
        using AnvilProcess two = await AnvilProcess.StartAsync(cancellationToken: Stop);
        one.Url.Should().NotBe(two.Url);
        one.Url.IsLoopback.Should().BeTrue();
        using EthereumClient client = one.Connect();
        (await client.ChainIdAsync(Stop)).Should().Be(1337);
    }

    [Fact]
    public async Task The_process_is_gone_after_dispose()
    {
        AnvilProcess anvil = await AnvilProcess.StartAsync(cancellationToken: Stop);
        int id = anvil.ProcessId;
        anvil.Dispose();
        FluentActions.Invoking(() => Process.GetProcessById(id)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task The_known_keys_are_those_of_the_funded_accounts()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync(cancellationToken: Stop);
        using EthereumClient client = anvil.Connect();
        JsonElement accounts = await client.Rpc.CallAsync(RpcRequest.Repeatable("eth_accounts"), Stop);
        accounts.EnumerateArray().Select(account => Address.Parse(account.GetString()!)).Should().Equal(Enumerable.Range(0, DevAccounts.Count).Select(i =>
        {
            using EthereumKey key = DevAccounts.Key(i);
            return key.Address;
        }));
    }

    [Fact]
    public async Task A_refused_option_is_reported_with_anvil_s_own_words() =>
        await FluentActions.Awaiting(() => AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "no-such-fork" }, Stop))
            .Should().ThrowAsync<AnvilException>().WithMessage("anvil ended before it answered: *no-such-fork*");
}
