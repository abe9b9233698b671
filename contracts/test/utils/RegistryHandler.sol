// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IProvenanceRegistry } from "../../src/interfaces/IProvenanceRegistry.sol";
import { Release } from "../../src/types/Release.sol";
import { ReleaseStatus } from "../../src/types/ReleaseStatus.sol";
import { ReferenceTree } from "./ReferenceTree.sol";
import { RegistryFixture } from "./RegistryFixture.sol";

/// @dev Acts on a registry at random, and keeps its own books of what should hold. As in the release statement, a policy has one
/// date: one that time reaches, and one that it does not.
contract RegistryHandler is RegistryFixture {
    struct Anchored {
        bytes32 id;
        uint256 authority;
        uint64 revision;
        uint256 policy;
        address publisher;
        uint32 validOn;
        bool revoked;
    }

    struct RegistryRoot {
        bytes32 root;
        bool revokes;
        uint256 since;
    }

    /// @dev Under how many authorities releases are anchored: 1 or 2.
    uint256 private immutable _authorities;

    Anchored[] private _anchored;
    uint64[2] public revision = [1, 1];
    uint64[2] public lastRevocation;
    bool[2] private _recognised = [true, false];
    mapping(uint256 authority => mapping(uint64 revision => uint256 time)) private _supersededAt;
    bool public anchoredUnderARefusedRoot;
    /// @dev Every root that the registry tree had since it was set up, in order.
    RegistryRoot[] private _registryRoots;
    /// @dev Places in the registry tree, from 1; zero before the first recognition.
    uint256[2] private _places = [1, 0];
    bool public anchoredAfterItsDate;
    uint256 private _nonce;

    constructor(uint256 authorities) {
        _authorities = authorities;
    }

    function setUp() public override {
        super.setUp();
        _note(false);
    }

    function anchor(uint256 authority, uint256 policy, uint256 by) external {
        authority %= _authorities;
        _try(authority, revision[authority], policy % 2, publisherAt(by % 2));
    }

    function anchorUnderAnOldRoot(uint256 authority, uint256 old) external {
        authority %= _authorities;
        uint64 under = uint64(1 + old % revision[authority]);
        _try(authority, under, 0, publisher);
    }

    function publish(uint256 authority, uint256 chance) external {
        authority %= 2;
        bool revokes = chance % 4 == 0;
        _supersededAt[authority][revision[authority]] = block.timestamp;
        uint64 next = ++revision[authority];
        if (revokes) lastRevocation[authority] = next;
        _publish(_key(authority), _rootAt(authority, next), revokes);
        _note(revokes);
    }

    function recognise(uint256 authority, bool recognised) external {
        authority %= 2;
        _recognised[authority] = recognised;
        if (recognised && _places[authority] == 0) _places[authority] = 2;
        _recognise(_id(authority), recognised);
        _note(!recognised);
    }

    function revoke(uint256 index) external {
        if (_anchored.length == 0) return;
        Anchored storage chosen = _anchored[index % _anchored.length];
        if (chosen.revoked) return;
        chosen.revoked = true;
        vm.prank(chosen.publisher);
        registry.revokeRelease(chosen.id);
    }

    function promote(uint256 index) external {
        if (_anchored.length != 0) promoteAt(index % _anchored.length);
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + time % 5 days);
    }

    function promoteAt(uint256 index) public {
        bool held = holds(index);
        try registry.promote(_anchored[index].id) {
            require(held, "a release that does not hold was promoted");
        } catch (bytes memory reason) {
            bytes4 expected =
                held ? IProvenanceRegistry.NothingToPromote.selector : IProvenanceRegistry.NotProven.selector;
            require(bytes4(reason) == expected, "promotion failed for another reason");
        }
    }

    function releases() external view returns (uint256) {
        return _anchored.length;
    }

    function questionAt(uint256 index) external view returns (uint256 policy, address by) {
        return (_anchored[index].policy, _anchored[index].publisher);
    }

    function indexOf(bytes32 id) external view returns (uint256 index) {
        while (_anchored[index].id != id) ++index;
    }

    function holds(uint256 index) public view returns (bool) {
        Anchored storage it = _anchored[index];
        return !it.revoked && block.timestamp / 1 days <= it.validOn && _recognised[it.authority]
            && lastRevocation[it.authority] <= it.revision;
    }

    function someReleaseHolds(uint256 policy, address by) external view returns (bool) {
        for (uint256 i = 0; i < _anchored.length; ++i) {
            bool asked = _anchored[i].policy == policy && (by == address(0) || _anchored[i].publisher == by);
            if (asked && holds(i)) return true;
        }
        return false;
    }

    function isProven(uint256 policy) external view returns (bool) {
        return registry.isProven(modelDigest, bytes32(policy));
    }

    function isProvenBy(uint256 policy, address by) external view returns (bool) {
        return registry.isProvenBy(modelDigest, bytes32(policy), by);
    }

    function status() external view returns (ReleaseStatus memory) {
        return registry.status(modelDigest);
    }

    function statusBy(address by) external view returns (ReleaseStatus memory) {
        return registry.statusBy(modelDigest, by);
    }

    function registryRevision(uint256 authority) external view returns (uint64) {
        return registry.authority(_id(authority)).revision;
    }

    function isRootAccepted(uint256 authority, uint64 under) external view returns (bool) {
        return registry.isRootAccepted(_id(authority), _rootAt(authority, under));
    }

    function registryRoot() external view returns (bytes32) {
        return registry.registryRoot();
    }

    function registryRoots() external view returns (uint256) {
        return _registryRoots.length;
    }

    function isRegistryRootAccepted(uint256 index, uint256 maxAge) external view returns (bool) {
        return registry.isRegistryRootAccepted(_registryRoots[index].root, maxAge);
    }

    /// @dev The root that the registry tree should have.
    function expectedRegistryRoot() public view returns (bytes32) {
        bytes32[] memory leaves = new bytes32[](2);
        for (uint256 i = 0; i < 2; ++i) {
            if (_recognised[i]) leaves[_places[i] - 1] = _rootAt(i, revision[i]);
        }
        return ReferenceTree.root(leaves);
    }

    /// @dev Whether the last occurrence of a root is the newest, or nothing was taken away since and its successor is young enough.
    function shouldAcceptRegistryRoot(uint256 index, uint256 maxAge) external view returns (bool) {
        uint256 last = _registryRoots.length - 1;
        for (uint256 i = last; i > index; --i) {
            if (_registryRoots[i].root == _registryRoots[index].root) index = i;
        }
        if (index == last) return true;
        for (uint256 i = index + 1; i <= last; ++i) {
            if (_registryRoots[i].revokes) return false;
        }
        uint256 allowed = maxAge < 7 days ? maxAge : 7 days;
        return allowed != 0 && block.timestamp <= _registryRoots[index + 1].since + allowed;
    }

    function publisherAt(uint256 index) public view returns (address) {
        return index == 0 ? publisher : stranger;
    }

    /// @dev Notes the registry tree's root if it should have changed.
    function _note(bool revokes) private {
        bytes32 root = expectedRegistryRoot();
        uint256 count = _registryRoots.length;
        if (count != 0 && _registryRoots[count - 1].root == root) return;
        _registryRoots.push(RegistryRoot(root, revokes, block.timestamp));
    }

    function _try(uint256 authority, uint64 under, uint256 policy, address by) private {
        Release memory release = _releaseUnder(_id(authority), _rootAt(authority, under));
        release.policyDigest = bytes32(policy);
        release.modelCommitment = bytes32(++_nonce);
        release.validOn = uint32(START / 1 days + (policy == 0 ? 365 : 40));
        bytes memory proof = _prove(release, by);

        vm.prank(by);
        try registry.anchorRelease(release, model, proof) returns (bytes32 id) {
            _anchored.push(Anchored(id, authority, under, policy, by, release.validOn, false));
            if (!_acceptable(authority, under)) anchoredUnderARefusedRoot = true;
            if (block.timestamp / 1 days > release.validOn) anchoredAfterItsDate = true;
        } catch {
            bool expired = block.timestamp / 1 days > release.validOn;
            require(expired || !_acceptable(authority, under), "a good release was refused");
        }
    }

    function _acceptable(uint256 authority, uint64 under) private view returns (bool) {
        if (under == revision[authority]) return true;
        return lastRevocation[authority] <= under && block.timestamp <= _supersededAt[authority][under] + 7 days;
    }

    function _key(uint256 authority) private pure returns (uint256) {
        return authority == 0 ? AUTHORITY_KEY : STRANGER_KEY;
    }

    function _id(uint256 authority) private view returns (bytes32) {
        return authority == 0 ? authorityId : strangerId;
    }

    function _rootAt(uint256 authority, uint64 under) private pure returns (bytes32) {
        return _root(1000 * authority + under);
    }
}
