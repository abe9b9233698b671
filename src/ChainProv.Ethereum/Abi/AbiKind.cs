namespace ChainProv.Ethereum.Abi;

/// <summary>The kinds of type in Solidity's contract ABI.</summary>
public enum AbiKind
{
    /// <summary><c>uint8</c> to <c>uint256</c>.</summary>
    UnsignedInteger,

    /// <summary><c>int8</c> to <c>int256</c>.</summary>
    SignedInteger,

    /// <summary><c>address</c>, also of a contract.</summary>
    Address,

    /// <summary><c>bool</c>.</summary>
    Boolean,

    /// <summary><c>bytes1</c> to <c>bytes32</c>.</summary>
    FixedBytes,

    /// <summary><c>bytes</c>.</summary>
    Bytes,

    /// <summary><c>string</c>, UTF-8.</summary>
    Text,

    /// <summary><c>T[]</c>.</summary>
    Array,

    /// <summary><c>T[k]</c>.</summary>
    FixedArray,

    /// <summary>A struct or a list of parameters: <c>(T1,T2)</c>.</summary>
    Tuple,
}
