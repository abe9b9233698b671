// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Where a verifying key comes from. Whoever made a development key can forge its proofs. Until a ceremony's transcript
/// can be shown, the verifier in this repository takes development keys only.
enum SetupKind {
    Development,
    Ceremony
}
