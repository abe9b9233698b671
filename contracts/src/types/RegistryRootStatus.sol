// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A root of the registry tree as it stands today. All zero when it never was one.
/// @param known Whether the tree ever had this root.
/// @param newest Whether it has it now.
/// @param revoked Whether a change since has taken something away.
/// @param change The number of the change that made it the root, the last time it became it.
/// @param supersededAt When it was superseded, in Unix seconds; zero if it is the newest.
struct RegistryRootStatus {
    bool known;
    bool newest;
    bool revoked;
    uint64 change;
    uint64 supersededAt;
}
