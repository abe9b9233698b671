// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Release } from "../src/types/Release.sol";
import { ReleaseStatus } from "../src/types/ReleaseStatus.sol";
import { RegistryHandler } from "./utils/RegistryHandler.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Whatever anybody does in any order: two authorities, two publishers, two policies, one model, and time.
contract RegistryInvariantsTest is Test {
    RegistryHandler private handler;

    function setUp() public {
        handler = new RegistryHandler();
        handler.setUp();
        targetContract(address(handler));
        bytes4[] memory actions = new bytes4[](8);
        actions[0] = RegistryHandler.anchor.selector;
        actions[1] = RegistryHandler.anchor.selector;
        actions[2] = RegistryHandler.publish.selector;
        actions[3] = RegistryHandler.recognise.selector;
        actions[4] = RegistryHandler.revoke.selector;
        actions[5] = RegistryHandler.promote.selector;
        actions[6] = RegistryHandler.pass.selector;
        actions[7] = RegistryHandler.anchorUnderAnOldRoot.selector;
        targetSelector(FuzzSelector({ addr: address(handler), selectors: actions }));
    }

    /// @dev Soundness, against the model's own bookkeeping and not the registry's.
    function invariant_What_is_proven_has_a_release_that_holds() public view {
        for (uint256 policy = 0; policy < 2; ++policy) {
            if (handler.isProven(policy)) assertTrue(handler.someReleaseHolds(policy, address(0)), "isProven");
            for (uint256 by = 0; by < 2; ++by) {
                address publisher = handler.publisherAt(by);
                if (handler.isProvenBy(policy, publisher)) {
                    assertTrue(handler.someReleaseHolds(policy, publisher), "isProvenBy");
                }
            }
        }
    }

    /// @dev Completeness: whatever strangers did, one permissionless call per question restores every true answer.
    function invariant_A_release_that_holds_can_always_answer() public {
        for (uint256 i = 0; i < handler.releases(); ++i) {
            if (!handler.holds(i)) continue;
            handler.promoteAt(i);
            (uint256 policy, address publisher) = handler.questionAt(i);
            assertTrue(handler.isProven(policy), "isProven");
            assertTrue(handler.isProvenBy(policy, publisher), "isProvenBy");
            assertTrue(handler.status().proven, "status");
        }
    }

    function invariant_The_status_agrees_with_the_release_it_names() public view {
        ReleaseStatus memory found = handler.status();
        assertEq(found.releases, handler.releases());
        assertEq(found.exists, handler.releases() != 0);
        if (found.exists) assertEq(found.proven, handler.holds(handler.indexOf(found.releaseId)));
    }

    function invariant_Revisions_never_fall_and_follow_the_published_roots() public view {
        for (uint256 i = 0; i < 2; ++i) {
            assertEq(handler.registryRevision(i), handler.revision(i));
        }
    }

    function invariant_No_root_before_a_revocation_is_ever_accepted() public view {
        for (uint256 i = 0; i < 2; ++i) {
            for (uint64 revision = 1; revision < handler.lastRevocation(i); ++revision) {
                assertFalse(handler.isRootAccepted(i, revision));
            }
        }
        assertFalse(handler.anchoredUnderARefusedRoot());
    }
}
