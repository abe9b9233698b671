namespace ChainProv.Ethereum.Contracts;

/// <summary>A record of one of a contract's errors, as the bindings generate it.</summary>
public interface IContractError
{
    /// <summary>What went wrong, in words: <c>Policy date passed: validOn = 20500.</c></summary>
    string Message { get; }
}
