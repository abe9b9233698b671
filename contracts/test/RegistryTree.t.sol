// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { RegistryTree } from "../src/RegistryTree.sol";
import { IAuthorities } from "../src/interfaces/IAuthorities.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { Poseidon2 } from "../src/libraries/Poseidon2.sol";
import { ROOT_GRACE } from "../src/types/Grace.sol";
import { RegistryRootStatus } from "../src/types/RegistryRootStatus.sol";
import { BlsSigner } from "./utils/BlsSigner.sol";
import { ReferenceTree } from "./utils/ReferenceTree.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";

/// @dev The tree alone; the test stands for the registry.
contract RegistryTreeTest is RegistryFixture {
    RegistryTree private tree;
    bytes32[] private leaves;

    function setUp() public override {
        vm.warp(START);
        tree = new RegistryTree();
    }

    function test_The_empty_tree_has_a_root() public view {
        bytes32 empty = bytes32(ReferenceTree.empty(10));
        assertEq(tree.root(), empty);
        assertTrue(tree.isAccepted(empty, 0));
        RegistryRootStatus memory status = tree.statusOf(empty);
        assertTrue(status.known && status.newest && !status.revoked);
        assertEq(status.change, 1);
        (bytes32[10] memory siblings,) = tree.path(0);
        for (uint256 level = 0; level < 10; ++level) {
            assertEq(siblings[level], bytes32(ReferenceTree.empty(level)));
        }
    }

    function test_Only_the_registry_writes() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(RegistryTree.NotRegistry.selector, stranger));
        tree.set(0, _root(1), false);
    }

    function test_The_root_is_that_of_a_tree_computed_anew(uint256 seed) public {
        leaves = new bytes32[](12);
        for (uint256 i = 0; i < 8; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 index = random % leaves.length;
            bytes32 leaf = random >> 128 & 3 == 0 ? bytes32(0) : _root(random >> 192);
            bool changes = leaves[index] != leaf;
            leaves[index] = leaf;
            (uint64 change, bytes32 root) = tree.set(index, leaf, false);
            assertEq(root, ReferenceTree.root(leaves));
            assertEq(root, tree.root());
            assertEq(change != 0, changes);
        }
        for (uint256 index = 0; index < leaves.length; ++index) {
            (bytes32[10] memory siblings, bytes32 root) = tree.path(index);
            assertEq(ReferenceTree.rootOf(leaves[index], index, siblings), root);
        }
    }

    function test_The_last_leaf_has_its_place_too() public {
        tree.set(1023, _root(1), false);
        (bytes32[10] memory siblings, bytes32 root) = tree.path(1023);
        assertEq(ReferenceTree.rootOf(_root(1), 1023, siblings), root);
        assertEq(tree.root(), root);
    }

    function test_A_leaf_that_is_no_field_element_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(Poseidon2.NotReduced.selector, Bls12381.R));
        tree.set(0, bytes32(Bls12381.R), false);
    }

    function test_A_leaf_that_is_there_already_changes_nothing() public {
        (uint64 change, bytes32 root) = tree.set(3, _root(1), false);
        assertEq(change, 2);
        (uint64 none, bytes32 same) = tree.set(3, _root(1), true);
        assertEq(none, 0);
        assertEq(same, root);
        assertFalse(tree.statusOf(bytes32(ReferenceTree.empty(10))).revoked);
    }

    function test_A_root_superseded_by_additions_is_accepted_as_long_as_is_asked_and_no_longer_than_the_grace(uint256 age)
        public
    {
        (, bytes32 first) = tree.set(0, _root(1), false);
        vm.warp(START + 1 days);
        (, bytes32 second) = tree.set(1, _root(2), false);
        tree.set(2, _root(3), false);
        age = bound(age, 1, 10 days);

        uint256 allowed = age < ROOT_GRACE ? age : ROOT_GRACE;
        vm.warp(START + 1 days + allowed);
        assertTrue(tree.isAccepted(first, age) && tree.isAccepted(second, age));
        vm.warp(START + 1 days + allowed + 1);
        assertFalse(tree.isAccepted(first, age) || tree.isAccepted(second, age));
        assertTrue(tree.isAccepted(tree.root(), 0));
        assertEq(tree.statusOf(first).supersededAt, START + 1 days);
        assertEq(tree.statusOf(tree.root()).supersededAt, 0);
    }

    function test_With_an_age_of_zero_only_the_newest_is_accepted() public {
        (, bytes32 first) = tree.set(0, _root(1), false);
        tree.set(1, _root(2), false);
        assertFalse(tree.isAccepted(first, 0), "though superseded in this very second");
        assertTrue(tree.isAccepted(first, 1));
        assertTrue(tree.isAccepted(first, type(uint256).max));
    }

    function test_No_root_before_a_revocation_is_accepted() public {
        (, bytes32 first) = tree.set(0, _root(1), false);
        (, bytes32 second) = tree.set(0, _root(2), false);
        (, bytes32 third) = tree.set(0, _root(3), true);
        (, bytes32 fourth) = tree.set(0, _root(4), false);
        assertFalse(tree.isAccepted(first, 7 days) || tree.isAccepted(second, 7 days));
        assertTrue(tree.isAccepted(third, 7 days) && tree.isAccepted(fourth, 7 days));
        assertTrue(tree.statusOf(first).revoked && tree.statusOf(second).revoked);
        assertFalse(tree.statusOf(third).revoked || tree.statusOf(fourth).revoked);
    }

    function test_A_root_that_comes_back_is_as_new() public {
        (, bytes32 first) = tree.set(0, _root(1), false);
        tree.set(0, 0, true);
        assertFalse(tree.isAccepted(first, 7 days));
        (uint64 change, bytes32 again) = tree.set(0, _root(1), false);
        assertEq(again, first);
        assertTrue(tree.isAccepted(first, 0));
        RegistryRootStatus memory status = tree.statusOf(first);
        assertTrue(status.newest && !status.revoked);
        assertEq(status.change, change);
        assertEq(status.supersededAt, 0);
    }

    function test_A_root_that_never_was_is_unknown(bytes32 root) public view {
        vm.assume(root != tree.root());
        assertFalse(tree.isAccepted(root, type(uint256).max));
        RegistryRootStatus memory none;
        assertEq(keccak256(abi.encode(tree.statusOf(root))), keccak256(abi.encode(none)));
    }
}

/// @dev The tree as the registry keeps it.
contract RegistryRootsTest is RegistryFixture {
    bytes32[] private leaves;

    function test_The_leaf_of_a_recognised_authority_is_its_newest_root() public {
        leaves = [_root(1)];
        assertEq(registry.registryRoot(), ReferenceTree.root(leaves));
        leaves = [_root(2)];
        bytes32 expected = ReferenceTree.root(leaves);
        bytes memory signature = _sign(AUTHORITY_KEY, 2, _root(2), false);
        vm.expectEmit();
        emit IAuthorities.RootPublished(authorityId, 2, _root(2), false);
        vm.expectEmit();
        emit IAuthorities.RegistryRootChanged(expected, 3, false);
        registry.publishRoot(authorityId, 2, _root(2), false, signature);
        assertEq(registry.registryRoot(), expected);
        assertTrue(registry.isRegistryRootAccepted(expected, 0));
        assertTrue(registry.registryRootStatus(expected).newest);

        (uint256 index, bytes32[10] memory siblings, bytes32 root) = registry.registryPath(authorityId);
        assertEq(index, 0);
        assertEq(root, expected);
        assertEq(ReferenceTree.rootOf(_root(2), index, siblings), expected);
    }

    function test_What_an_unrecognised_authority_publishes_changes_nothing() public {
        bytes32 before = registry.registryRoot();
        _publish(STRANGER_KEY, _root(1002), true);
        assertEq(registry.registryRoot(), before);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.NotInRegistryTree.selector, strangerId));
        registry.registryPath(strangerId);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.UnknownAuthority.selector, bytes32("nobody")));
        registry.registryPath("nobody");
    }

    function test_Recognition_adds_and_its_loss_revokes() public {
        bytes32 before = registry.registryRoot();
        leaves = [_root(1), _root(1001)];
        bytes32 both = ReferenceTree.root(leaves);
        vm.expectEmit();
        emit IAuthorities.RegistryRootChanged(both, 3, false);
        _recognise(strangerId, true);
        assertTrue(registry.isRegistryRootAccepted(before, 1));

        leaves = [bytes32(0), _root(1001)];
        vm.expectEmit();
        emit IAuthorities.RegistryRootChanged(ReferenceTree.root(leaves), 4, true);
        _recognise(authorityId, false);
        assertFalse(registry.isRegistryRootAccepted(before, 7 days));
        assertFalse(registry.isRegistryRootAccepted(both, 7 days));

        _recognise(authorityId, true);
        assertEq(registry.registryRoot(), both, "in its old place");
        (uint256 index,,) = registry.registryPath(strangerId);
        assertEq(index, 1);
    }

    function test_Recognition_before_the_first_root_changes_the_tree_only_when_that_comes() public {
        bytes32 before = registry.registryRoot();
        bytes32 id = _register(5);
        _recognise(id, true);
        _recognise(id, false);
        assertEq(registry.registryRoot(), before);
        assertFalse(registry.registryRootStatus(before).revoked, "nothing was lost");
        _recognise(id, true);
        _publish(5, _root(7), true);
        leaves = [_root(1), _root(7)];
        assertEq(registry.registryRoot(), ReferenceTree.root(leaves));
        assertTrue(registry.registryRootStatus(before).revoked);
    }

    function test_Saying_the_same_again_changes_nothing() public {
        bytes32 before = registry.registryRoot();
        _recognise(authorityId, true);
        assertEq(registry.registryRoot(), before);
        _recognise(authorityId, false);
        bytes32 without = registry.registryRoot();
        _recognise(authorityId, false);
        assertEq(registry.registryRoot(), without);
        assertEq(registry.registryRootStatus(without).change, 3);
    }

    function test_Nobody_fills_the_tree_but_the_owner_and_the_1025th_authority_is_refused() public {
        vm.pauseGasMetering();
        for (uint256 key = 10_000; key < 11_023; ++key) {
            bytes32 id = _register(key);
            _recognise(id, true);
        }
        (uint256 last,,) = registry.registryPath(BlsSigner.authorityId(11_022));
        assertEq(last, 1023);
        vm.prank(owner);
        vm.expectRevert(IAuthorities.RegistryTreeFull.selector);
        registry.recogniseAuthority(strangerId, true);

        _publish(11_022, _root(7), false);
        (uint256 index, bytes32[10] memory siblings, bytes32 root) =
            registry.registryPath(BlsSigner.authorityId(11_022));
        assertEq(ReferenceTree.rootOf(_root(7), index, siblings), root);
    }
}
