namespace ChainProv.Ethereum.Abi;

/// <summary>A custom error of a contract.</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="Inputs">Its parameters.</param>
public sealed record AbiError(string Name, IReadOnlyList<AbiParameter> Inputs)
{
    /// <summary>Solidity's <c>revert("reason")</c> and <c>require(…, "reason")</c>.</summary>
    public static AbiError Reason { get; } = new("Error", [new AbiParameter("reason", AbiType.Text)]);

    /// <summary>What the compiler's own checks raise: overflow, division by zero, index out of range.</summary>
    public static AbiError Panic { get; } = new("Panic", [new AbiParameter("code", AbiType.UInt256)]);

    /// <summary><c>UnknownRoot(bytes32)</c>.</summary>
    public string Signature { get; } = Name + AbiParameter.Signature(Inputs);

    /// <summary>The first four bytes of the Keccak-256 of <see cref="Signature"/>.</summary>
    public Selector Selector { get; } = Selector.Of(Name + AbiParameter.Signature(Inputs));

    /// <summary>The arguments of the error.</summary>
    /// <exception cref="AbiException">The data is not this error.</exception>
    public object[] Decode(ReadOnlySpan<byte> revertData) => AbiCodec.Decode(Inputs, Selector.Strip(revertData, Signature));

    /// <summary>The data of a revert with this error.</summary>
    /// <exception cref="AbiException">An argument does not fit its type.</exception>
    public byte[] Encode(params IReadOnlyList<object> arguments) => [.. Selector.ToArray(), .. AbiCodec.Encode(Inputs, arguments)];
}
