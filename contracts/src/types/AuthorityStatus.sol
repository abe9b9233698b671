// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice An authority as it stands today. All zero when it is not registered.
/// @param registered Whether it is registered.
/// @param recognised Whether the registry's owner recognises it.
/// @param revision The revision of its newest root; zero before the first.
/// @param lastRevocation The newest revision that took something away; zero if none did.
/// @param root Its newest root.
/// @param publicKey Its BLS public key of today, 128 bytes.
/// @param rotations How often it has replaced its key.
struct AuthorityStatus {
    bool registered;
    bool recognised;
    uint64 revision;
    uint64 lastRevocation;
    bytes32 root;
    bytes publicKey;
    uint64 rotations;
}
