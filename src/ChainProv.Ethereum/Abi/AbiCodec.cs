namespace ChainProv.Ethereum.Abi;

/// <summary>Solidity's <c>abi.encode</c> and its strict inverse (Contract ABI Specification).</summary>
/// <remarks>
/// Decoding accepts exactly what encoding writes: tails in order, without gaps, overlaps or trailing bytes, all padding zero. Every byte is
/// read once, so hostile data can neither alias its way to exponential work nor make the decoder reserve more than a small multiple of its length.
/// </remarks>
public static class AbiCodec
{
    /// <summary>Encodes one value a type; the kinds of value are listed at <see cref="AbiType"/> (C#'s integer types are taken too).</summary>
    /// <exception cref="AbiException">A value does not fit its type; the message names its place.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, params IReadOnlyList<object> values) => AbiEncoder.EncodeSequence(types, values, "value");

    /// <summary>Decodes one value a type.</summary>
    /// <exception cref="AbiException">The data is not what <see cref="Encode"/> writes for these types; the message names the place.</exception>
    public static object[] Decode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data) => AbiDecoder.Decode(types, data);

    /// <summary>Encodes <paramref name="values"/> under the types of <paramref name="parameters"/>.</summary>
    internal static byte[] Encode(IReadOnlyList<AbiParameter> parameters, IReadOnlyList<object> values) =>
        Encode([.. parameters.Select(parameter => parameter.Type)], values);

    internal static object[] Decode(IReadOnlyList<AbiParameter> parameters, ReadOnlySpan<byte> data) =>
        Decode([.. parameters.Select(parameter => parameter.Type)], data);
}
