namespace ChainProv.Ethereum.Abi;

/// <summary>A named input or output of a function, event or error, or a member of a struct.</summary>
/// <param name="Name">The name in the source; empty when it has none.</param>
/// <param name="Type">The type.</param>
/// <param name="Indexed">For an event: whether the value stands in a topic instead of the data.</param>
/// <param name="InternalType">The compiler's name of the type (<c>struct IRegistry.Release</c>), where the description gives one.</param>
public sealed record AbiParameter(string Name, AbiType Type, bool Indexed = false, string? InternalType = null)
{
    /// <summary>The canonical type list of a signature: <c>(uint256,bytes32[])</c>.</summary>
    internal static string Signature(IEnumerable<AbiParameter> parameters) =>
        $"({string.Join(',', parameters.Select(parameter => parameter.Type.Name))})";
}
