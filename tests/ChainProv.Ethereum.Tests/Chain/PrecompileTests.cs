using System.Text.Json;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Tests.Chain;

/// <summary>The BLS12-381 precompiles (EIP-2537) and the point evaluation (EIP-4844) behave on the local chain as <c>tests/vectors</c> says.</summary>
public sealed class PrecompileTests
{
    private sealed record Vector(string Name, Address Precompile, byte[] Input, byte[]? Output);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("prague")]
    [InlineData("osaka")]
    public async Task Every_vector_gives_its_output_or_fails(string hardfork)
    {
        using AnvilChain chain = await AnvilChain.StartAsync(new AnvilOptions { Hardfork = hardfork });
        Vector[] vectors = ReadVectors();
        vectors.Should().HaveCountGreaterThan(20);
        vectors.Should().Contain(vector => vector.Output == null);
        foreach (Vector vector in vectors)
        {
            Func<Task<byte[]>> call = () => chain.Client.CallAsync(new CallRequest(vector.Precompile, vector.Input), cancellationToken: Stop);
            if (vector.Output is byte[] output)
                (await call()).Should().Equal(output, vector.Name);
            else
                await call.Should().ThrowAsync<RpcErrorException>(vector.Name);
        }
    }

    [Fact]
    public async Task Without_the_precompiles_every_call_succeeds_with_nothing()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(new AnvilOptions { Hardfork = "cancun" });
        foreach (Vector vector in ReadVectors().Where(vector => vector.Precompile != AddressOf(10)))
            (await chain.Client.CallAsync(new CallRequest(vector.Precompile, vector.Input), cancellationToken: Stop)).Should().BeEmpty(vector.Name);
    }

    private static Vector[] ReadVectors()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "vectors", "eip2537.json")));
        return [.. document.RootElement.EnumerateArray().Select(vector => new Vector(
            vector.GetProperty("n").GetString()!,
            AddressOf(vector.GetProperty("a").GetByte()),
            Convert.FromHexString(vector.GetProperty("d").GetString()!),
            vector.GetProperty("out").GetString() is string output ? Convert.FromHexString(output) : null))];
    }

    private static Address AddressOf(byte number) => new([.. new byte[Address.Size - 1], number]);
}
