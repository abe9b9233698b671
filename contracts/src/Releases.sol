// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Authorities } from "./Authorities.sol";
import { SetupKind } from "./types/SetupKind.sol";
import { TrainingLink } from "./types/TrainingLink.sol";

/// @title The anchored releases, and which of them hold
/// @dev Releases are numbered from 1, so that others refer to them in a few bits of a packed slot.
abstract contract Releases is Authorities {
    /// @dev What an anchored release leaves behind, beside its event. The last slot has all that its standing depends on but
    /// the authority's part, which is one slot too.
    struct Record {
        bytes32 id;
        bytes32 modelDigest;
        bytes32 policyDigest;
        bytes32 authorityRoot;
        address publisher;
        uint64 anchoredAtBlock;
        uint48 authority;
        uint64 revision;
        uint32 validOn;
        bool revoked;
        SetupKind setup;
        uint8 slots;
        TrainingLink trainingLink;
        uint64 anchoredAt;
    }

    uint48 private _count;
    mapping(bytes32 releaseId => uint48 number) private _numbers;
    mapping(uint48 number => Record) private _records;

    function _add(Record memory record) internal returns (uint48 number) {
        number = ++_count;
        _numbers[record.id] = number;
        _records[number] = record;
    }

    /// @dev Zero if there is no such release.
    function _numberOfRelease(bytes32 releaseId) internal view returns (uint48) {
        return _numbers[releaseId];
    }

    function _recordOf(uint48 number) internal view returns (Record storage) {
        return _records[number];
    }

    /// @dev Everything that ends a release's standing, in one place. False for no release.
    function _holds(uint48 number) internal view returns (bool) {
        Record storage record = _records[number];
        if (number == 0 || record.revoked || record.validOn < _today()) return false;
        Authority storage signer = _authorityOf(record.authority);
        return signer.recognised && signer.lastRevocation <= record.revision;
    }

    /// @dev Days since 1970-01-01 UTC.
    function _today() internal view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
