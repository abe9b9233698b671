// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IGroth16Verifier } from "../../src/interfaces/IGroth16Verifier.sol";
import { SetupKind } from "../../src/types/SetupKind.sol";

/// @dev What a registry's owner could add instead of a verifier: it accepts everything, and calls its key a ceremony's.
contract StubVerifier is IGroth16Verifier {
    uint256 public constant override publicInputCount = 6;
    bytes32 public constant override keyDigest = "stub key";
    bytes32 public constant override circuitDigest = "stub circuit";
    SetupKind public constant override setup = SetupKind.Ceremony;
    uint8 public immutable override slots;

    constructor(uint8 slots_) {
        slots = slots_;
    }

    function verify(bytes calldata, uint256[] calldata) external pure override returns (bool) {
        return true;
    }

    function verifyBatch(bytes[] calldata, uint256[][] calldata) external pure override returns (bool) {
        return true;
    }

    function requireValid(bytes calldata, uint256[] calldata) external pure override { }

    function key() external pure override returns (bytes memory) { }
}
