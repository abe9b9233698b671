// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ReleaseStatus } from "../src/types/ReleaseStatus.sol";
import { RegistryHandler } from "./utils/RegistryHandler.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Whatever anybody does in any order: publishers, policies, authorities and time, on one model.
abstract contract RegistryInvariants is Test {
    RegistryHandler internal handler;

    function _target(uint256 authorities) internal {
        handler = new RegistryHandler(authorities);
        handler.setUp();
        targetContract(address(handler));
        bytes4[] memory actions = new bytes4[](10);
        actions[0] = RegistryHandler.anchor.selector;
        actions[1] = RegistryHandler.anchor.selector;
        actions[2] = RegistryHandler.anchor.selector;
        actions[3] = RegistryHandler.publish.selector;
        actions[4] = RegistryHandler.recognise.selector;
        actions[5] = RegistryHandler.revoke.selector;
        actions[6] = RegistryHandler.revoke.selector;
        actions[7] = RegistryHandler.promote.selector;
        actions[8] = RegistryHandler.pass.selector;
        actions[9] = RegistryHandler.anchorUnderAnOldRoot.selector;
        targetSelector(FuzzSelector({ addr: address(handler), selectors: actions }));
    }
}

contract OneAuthorityInvariantsTest is RegistryInvariants {
    function setUp() public {
        _target(1);
    }

    /// @dev Against the model's own bookkeeping and not the registry's.
    function invariant_A_question_is_answered_yes_exactly_while_a_release_holds() public view {
        for (uint256 policy = 0; policy < 2; ++policy) {
            assertEq(handler.isProven(policy), handler.someReleaseHolds(policy, address(0)), "isProven");
            for (uint256 by = 0; by < 2; ++by) {
                address publisher = handler.publisherAt(by);
                bool holds = handler.someReleaseHolds(policy, publisher);
                assertEq(handler.isProvenBy(policy, publisher), holds, "isProvenBy");
            }
        }
    }
}

contract TwoAuthoritiesInvariantsTest is RegistryInvariants {
    function setUp() public {
        _target(2);
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
            assertTrue(handler.statusBy(publisher).proven, "statusBy");
        }
    }

    function invariant_A_status_agrees_with_the_release_it_names() public view {
        ReleaseStatus memory found = handler.status();
        assertEq(found.releases, handler.releases());
        assertEq(found.exists, handler.releases() != 0);
        if (found.exists) assertEq(found.proven, handler.holds(handler.indexOf(found.releaseId)));
        for (uint256 by = 0; by < 2; ++by) {
            found = handler.statusBy(handler.publisherAt(by));
            if (!found.exists) continue;
            assertEq(found.publisher, handler.publisherAt(by));
            assertEq(found.proven, handler.holds(handler.indexOf(found.releaseId)));
        }
    }

    function invariant_The_registry_tree_is_that_of_the_authorities_recognised_today() public view {
        assertEq(handler.registryRoot(), handler.expectedRegistryRoot());
    }

    function invariant_A_registry_root_is_accepted_exactly_while_nothing_was_taken_away_and_it_is_young() public view {
        uint256[4] memory ages = [uint256(0), 1 days, 4 days, type(uint256).max];
        for (uint256 index = 0; index < handler.registryRoots(); ++index) {
            for (uint256 i = 0; i < ages.length; ++i) {
                assertEq(
                    handler.isRegistryRootAccepted(index, ages[i]), handler.shouldAcceptRegistryRoot(index, ages[i])
                );
            }
        }
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
        assertFalse(handler.anchoredAfterItsDate());
    }
}
