// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Where a verifying key comes from, as its deployer declares; a registry's owner vouches for the circuits added.
/// Whoever made a development key can forge its proofs.
enum SetupKind {
    Development,
    Ceremony
}
