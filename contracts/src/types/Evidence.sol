// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SetupKind } from "./SetupKind.sol";
import { TrainingLink } from "./TrainingLink.sol";

/// @notice What a release was accepted on.
/// @param revision The revision of the authority's root.
/// @param trainingLink What ties the weights to the datasets.
/// @param setup Where the verifying key comes from, as the verifier said.
/// @param circuitDigest The circuit that was proved.
/// @param keyDigest keccak256 of the verifying key.
/// @param proofDigest keccak256 of the proof, for finding it; no identity.
struct Evidence {
    uint64 revision;
    TrainingLink trainingLink;
    SetupKind setup;
    bytes32 circuitDigest;
    bytes32 keyDigest;
    bytes32 proofDigest;
}
