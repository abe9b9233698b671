namespace ChainProv.Ethereum.Abi;

/// <summary>A function of a contract.</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="Inputs">Its parameters.</param>
/// <param name="Outputs">What it returns.</param>
/// <param name="IsView">Whether a call without a transaction is its use (<c>view</c> or <c>pure</c>).</param>
/// <param name="IsPayable">Whether it takes the chain's coin.</param>
public sealed record AbiFunction(
    string Name, IReadOnlyList<AbiParameter> Inputs, IReadOnlyList<AbiParameter> Outputs, bool IsView = false, bool IsPayable = false)
{
    /// <summary><c>transfer(address,uint256)</c>.</summary>
    public string Signature { get; } = Name + AbiParameter.Signature(Inputs);

    /// <summary>The first four bytes of the Keccak-256 of <see cref="Signature"/>.</summary>
    public Selector Selector { get; } = Selector.Of(Name + AbiParameter.Signature(Inputs));

    /// <summary>The data of a call: selector and encoded arguments.</summary>
    /// <exception cref="AbiException">An argument does not fit its type.</exception>
    public byte[] EncodeCall(params IReadOnlyList<object> arguments) => [.. Selector.ToArray(), .. AbiCodec.Encode(Inputs, arguments)];

    /// <summary>The arguments of a call.</summary>
    /// <exception cref="AbiException">The data is no call of this function.</exception>
    public object[] DecodeCall(ReadOnlySpan<byte> data) => AbiCodec.Decode(Inputs, Selector.Strip(data, Signature));

    /// <summary>What a call returned, one value an output.</summary>
    /// <exception cref="AbiException">The data is no return value of this function.</exception>
    public object[] DecodeResult(ReadOnlySpan<byte> data) => AbiCodec.Decode(Outputs, data);
}
