// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { TrainingLink } from "./TrainingLink.sol";

/// @notice A release as it stands today. All zero but `releases` when there is none.
/// @param exists Whether a release was anchored.
/// @param proven Whether it holds: recognised, and neither superseded, expired nor revoked.
/// @param releaseId The release.
/// @param modelDigest The model.
/// @param policyDigest The policy.
/// @param publisher Who anchored it.
/// @param authorityId The authority whose root it was proved under.
/// @param authorityRoot That root.
/// @param revision That root's revision.
/// @param recognised Whether the registry recognises the authority today.
/// @param rootSuperseded Whether the authority has published a revocation since that root.
/// @param validOn The last day, since 1970-01-01 UTC, on which the release holds.
/// @param expired Whether that day is past.
/// @param revoked Whether the publisher took it back.
/// @param development Whether its verifying key is a development key, whose maker can forge proofs; as the verifier said.
/// @param trainingLink What ties the weights to the datasets.
/// @param slots How many datasets its circuit has room for.
/// @param anchoredAtBlock The block of the anchoring.
/// @param anchoredAt The time of the anchoring, in Unix seconds.
/// @param releases How many releases of the model were ever anchored, by anyone.
struct ReleaseStatus {
    bool exists;
    bool proven;
    bytes32 releaseId;
    bytes32 modelDigest;
    bytes32 policyDigest;
    address publisher;
    bytes32 authorityId;
    bytes32 authorityRoot;
    uint64 revision;
    bool recognised;
    bool rootSuperseded;
    uint32 validOn;
    bool expired;
    bool revoked;
    bool development;
    TrainingLink trainingLink;
    uint8 slots;
    uint64 anchoredAtBlock;
    uint64 anchoredAt;
    uint64 releases;
}
