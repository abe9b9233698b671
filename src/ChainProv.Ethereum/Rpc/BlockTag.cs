using System.Globalization;

namespace ChainProv.Ethereum.Rpc;

/// <summary>Which block is meant: by number or by its standing. The default value is <see cref="Latest"/>.</summary>
public readonly record struct BlockTag
{
    private readonly string? _text;

    private BlockTag(string text) => _text = text;

    /// <summary>The newest block.</summary>
    public static BlockTag Latest => default;

    /// <summary>The state after the transactions that wait in the node's pool.</summary>
    public static BlockTag Pending { get; } = new("pending");

    /// <summary>The newest block that an honest majority will not revert.</summary>
    public static BlockTag Safe { get; } = new("safe");

    /// <summary>The newest block that can be reverted only by burning a third of all stake.</summary>
    public static BlockTag Finalized { get; } = new("finalized");

    /// <summary>The first block.</summary>
    public static BlockTag Earliest { get; } = new("earliest");

    /// <summary>The block of a number.</summary>
    public static BlockTag Number(ulong number) => new("0x" + number.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>The block of a number.</summary>
    public static implicit operator BlockTag(ulong number) => Number(number);

    /// <summary>As JSON-RPC writes it.</summary>
    public override string ToString() => _text ?? "latest";
}
