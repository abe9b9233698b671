// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Calls to precompiled contracts
/// @dev Three traps are closed here, once:
/// - where the precompile does not exist a call *succeeds with empty data*, so the size of the answer is checked;
/// - a precompile that refuses burns all it was given, so it is given its price and a little more;
/// - one that was given less than its price fails in the same way as one that refuses, so too little gas reverts.
library Precompile {
    /// @notice The call was left with less gas than a precompile costs.
    error InsufficientGas();

    /// @param price What the precompile costs for this input, or more.
    /// @return accepted Whether it answered with so many bytes.
    /// @return output What it answered.
    function call(address precompile, uint256 price, bytes memory input, uint256 outputSize)
        internal
        view
        returns (bool accepted, bytes memory output)
    {
        output = new bytes(outputSize);
        uint256 allowance = price + price / 32 + 100;
        // A call forwards at most 63 of 64 parts of what is left; the constant is what this function spends before it.
        if (gasleft() < allowance + allowance / 63 + 500) revert InsufficientGas();
        assembly ("memory-safe") {
            accepted := staticcall(allowance, precompile, add(input, 32), mload(input), add(output, 32), outputSize)
            // In a statement of its own: Yul evaluates arguments from right to left.
            accepted := and(accepted, eq(returndatasize(), outputSize))
        }
    }
}
