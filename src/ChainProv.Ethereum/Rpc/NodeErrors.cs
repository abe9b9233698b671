using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>What a node's error means. Only codes 3 and -32005 are standard; for the rest every implementation has its words, which stay stable.</summary>
internal static class NodeErrors
{
    private const long RevertCode = 3;

    public static bool IsAlreadyKnown(RpcErrorException error) => Says(error, "already known", "already imported", "known transaction");

    public static bool IsNonceTooLow(RpcErrorException error) => Says(error, "nonce too low", "nonce is too low", "oldnonce");

    public static bool IsUnderpriced(RpcErrorException error) => Says(error, "underpriced", "fee too low", "feetoolow");

    public static bool IsInsufficientFunds(RpcErrorException error) => Says(error, "insufficient funds", "lack of funds", "insufficient balance");

    /// <summary>The bytes that a contract reverted with; null if the error is no revert.</summary>
    public static byte[]? RevertData(RpcErrorException error)
    {
        byte[]? data = error.NodeData is JsonElement element ? FindHex(element) : null;
        bool isRevert = error.Code == RevertCode || Says(error, "revert");
        return isRevert ? data ?? [] : null;
    }

    private static byte[]? FindHex(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TryHex(element.GetString()!),
        JsonValueKind.Object when element.TryGetProperty("data", out JsonElement inner) && inner.ValueKind == JsonValueKind.String => TryHex(inner.GetString()!),
        _ => null,
    };

    private static byte[]? TryHex(string text)
    {
        string digits = text.StartsWith("Reverted ", StringComparison.Ordinal) ? text["Reverted ".Length..] : text;
        return Hex.IsWellFormed(digits, (digits.Length - 2) / 2) ? Hex.Decode(digits) : null;
    }

    private static bool Says(RpcErrorException error, params ReadOnlySpan<string> phrases)
    {
        foreach (string phrase in phrases)
        {
            if (error.NodeMessage.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
