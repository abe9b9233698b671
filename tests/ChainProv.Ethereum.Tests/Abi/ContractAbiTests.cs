using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Tests.Abi;

public sealed class ContractAbiTests
{
    [Fact]
    public void A_tuple_array_has_its_components_in_the_signature()
    {
        ContractAbi abi = ContractAbi.Parse("""
            [{"type":"function","name":"f","stateMutability":"view","outputs":[],"inputs":[{"name":"p","type":"tuple[2][]","components":[
              {"name":"x","type":"uint256"},{"name":"y","type":"bytes"}]}]}]
            """);
        abi.Function("f((uint256,bytes)[2][])").Inputs[0].Name.Should().Be("p");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("nonsense")]
    [InlineData("[{\"type\":\"function\"}]")]
    [InlineData("[{\"type\":\"surprise\"}]")]
    [InlineData("[{\"type\":\"error\",\"name\":\"E\",\"inputs\":[{\"name\":\"a\",\"type\":\"uint9\"}]}]")]
    public void What_is_no_description_is_refused(string json) => FluentActions.Invoking(() => ContractAbi.Parse(json)).Should().Throw<AbiException>();

    [Fact]
    public void An_indexed_dynamic_value_is_its_hash()
    {
        AbiEvent entry = new("E", [new("s", AbiType.Text, Indexed: true), new("n", AbiType.UInt256, Indexed: true), new("b", AbiType.Boolean)]);
        Hash32 hash = Keccak256.Hash("text");
        Hash32 seven = new(AbiCodec.Encode([AbiType.UInt256], 7));
        entry.Decode([entry.Topic0, hash, seven], AbiCodec.Encode([AbiType.Boolean], true))
            .Should().Equal(hash, (System.Numerics.BigInteger)7, true);
        FluentActions.Invoking(() => entry.Decode([entry.Topic0, hash], [])).Should().Throw<AbiException>();
    }

    [Fact]
    public void An_event_of_indexed_values_alone_has_no_data()
    {
        AbiEvent entry = new("E", [new("n", AbiType.UInt256, Indexed: true)]);
        Hash32 seven = new(AbiCodec.Encode([AbiType.UInt256], 7));
        entry.Decode([entry.Topic0, seven], []).Should().Equal((System.Numerics.BigInteger)7);
        FluentActions.Invoking(() => entry.Decode([entry.Topic0, seven], new byte[32])).Should().Throw<AbiException>();
    }
}
