// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IProvenanceRegistry } from "../src/interfaces/IProvenanceRegistry.sol";
import { Release } from "../src/types/Release.sol";
import { ReleaseStatus } from "../src/types/ReleaseStatus.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";

/// @dev How long an anchored release holds, and which release answers.
contract StandingsTest is RegistryFixture {
    function test_Nothing_is_proven_of_an_unknown_model(bytes32 digest, bytes32 policy, address by) public view {
        assertFalse(registry.isProven(digest, policy));
        assertFalse(registry.isProvenBy(digest, policy, by));
        ReleaseStatus memory none;
        assertEq(keccak256(abi.encode(registry.status(digest))), keccak256(abi.encode(none)));
        assertEq(keccak256(abi.encode(registry.statusBy(digest, by))), keccak256(abi.encode(none)));
        assertEq(keccak256(abi.encode(registry.releaseStatus(digest))), keccak256(abi.encode(none)));
    }

    function test_Nothing_is_proven_on_the_first_day_of_all() public {
        vm.warp(1);
        assertFalse(registry.isProven(0, 0));
    }

    function test_A_release_is_proven_for_its_model_policy_and_publisher_only() public {
        _anchor(_release(), publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertFalse(registry.isProven(modelDigest, bytes32(uint256(POLICY) + 1)));
        assertFalse(registry.isProven(keccak256("another model"), POLICY));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, stranger));
    }

    function test_The_status_says_everything_of_the_release() public {
        vm.roll(77);
        Release memory release = _release();
        bytes32 releaseId = _anchor(release, publisher);
        ReleaseStatus memory found = registry.status(modelDigest);
        assertTrue(found.exists && found.proven && found.recognised && found.development);
        assertFalse(found.rootSuperseded || found.expired || found.revoked);
        assertEq(found.releaseId, releaseId);
        assertEq(found.modelDigest, modelDigest);
        assertEq(found.policyDigest, POLICY);
        assertEq(found.publisher, publisher);
        assertEq(found.authorityId, authorityId);
        assertEq(found.authorityRoot, release.authorityRoot);
        assertEq(found.revision, 1);
        assertEq(found.validOn, release.validOn);
        assertEq(uint8(found.trainingLink), 0);
        assertEq(found.slots, 1);
        assertEq(found.anchoredAtBlock, 77);
        assertEq(found.anchoredAt, START);
        assertEq(found.releases, 1);
        assertEq(keccak256(abi.encode(found)), keccak256(abi.encode(registry.releaseStatus(releaseId))));
        assertEq(keccak256(abi.encode(found)), keccak256(abi.encode(registry.statusBy(modelDigest, publisher))));
    }

    function test_A_release_holds_until_the_end_of_its_day() public {
        Release memory release = _release();
        _anchor(release, publisher);
        vm.warp((uint256(release.validOn) + 1) * 1 days - 1);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.status(modelDigest).expired);
        vm.warp((uint256(release.validOn) + 1) * 1 days);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.status(modelDigest).expired);
        assertFalse(registry.status(modelDigest).proven);
    }

    function test_A_revoked_release_is_proven_no_more() public {
        bytes32 releaseId = _anchor(_release(), publisher);
        vm.expectEmit();
        emit IProvenanceRegistry.ReleaseRevoked(releaseId, modelDigest, publisher);
        vm.prank(publisher);
        registry.revokeRelease(releaseId);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertTrue(registry.status(modelDigest).revoked);

        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.NotProven.selector, releaseId));
        registry.promote(releaseId);
    }

    function test_Only_the_publisher_revokes_and_once() public {
        bytes32 releaseId = _anchor(_release(), publisher);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.NotPublisher.selector, stranger));
        registry.revokeRelease(releaseId);
        vm.startPrank(publisher);
        registry.revokeRelease(releaseId);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.AlreadyRevoked.selector, releaseId));
        registry.revokeRelease(releaseId);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.UnknownRelease.selector, bytes32("none")));
        registry.revokeRelease("none");
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.UnknownRelease.selector, bytes32("none")));
        registry.promote("none");
    }

    function test_A_revocation_by_the_authority_ends_every_release_before_it() public {
        _anchor(_release(), publisher);
        _publish(AUTHORITY_KEY, _root(2), false);
        assertTrue(registry.isProven(modelDigest, POLICY), "an addition changes nothing");
        _publish(AUTHORITY_KEY, _root(3), true);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.status(modelDigest).rootSuperseded);
        _publish(AUTHORITY_KEY, _root(4), false);
        assertFalse(registry.isProven(modelDigest, POLICY), "nor does a later addition mend it");

        _anchor(_releaseUnder(authorityId, _root(4)), publisher);
        assertTrue(registry.isProven(modelDigest, POLICY), "a new proof under a new root does");
        assertFalse(registry.status(modelDigest).rootSuperseded);
        assertEq(registry.status(modelDigest).releases, 2);
    }

    function test_A_revoking_root_is_itself_a_good_root() public {
        _publish(AUTHORITY_KEY, _root(2), true);
        _anchor(_releaseUnder(authorityId, _root(2)), publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));
    }

    function test_An_unrecognised_authority_may_be_used_and_proves_nothing() public {
        _anchor(_releaseUnder(strangerId, _root(1001)), publisher);
        assertFalse(registry.isProven(modelDigest, POLICY));
        ReleaseStatus memory found = registry.status(modelDigest);
        assertTrue(found.exists);
        assertFalse(found.recognised || found.proven);

        vm.prank(owner);
        registry.recogniseAuthority(strangerId, true);
        assertTrue(registry.isProven(modelDigest, POLICY), "from the day it is recognised");
        vm.prank(owner);
        registry.recogniseAuthority(strangerId, false);
        assertFalse(registry.isProven(modelDigest, POLICY));
    }

    function test_An_unrecognised_release_never_displaces_a_recognised_one() public {
        bytes32 releaseId = _anchor(_release(), publisher);
        bytes32 unrecognised = _anchor(_releaseUnder(strangerId, _root(1001)), stranger);
        assertEq(registry.status(modelDigest).releaseId, releaseId);
        assertEq(registry.status(modelDigest).releases, 2);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, stranger));

        vm.warp(START + 365 days);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.NotProven.selector, unrecognised));
        registry.promote(unrecognised);
        Release memory later = _releaseUnder(strangerId, _root(1001));
        later.modelCommitment = bytes32(uint256(2));
        _anchor(later, stranger);
        assertEq(registry.status(modelDigest).releaseId, releaseId, "not even one that has expired");
    }

    function test_A_recognised_release_displaces_an_unrecognised_one() public {
        _anchor(_releaseUnder(strangerId, _root(1001)), stranger);
        bytes32 releaseId = _anchor(_release(), publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertEq(registry.status(modelDigest).releaseId, releaseId);
    }

    function test_A_stranger_who_anchors_first_and_revokes_cannot_switch_off_a_valid_release() public {
        bytes32 first = _anchor(_release(), stranger);
        bytes32 second = _anchor(_release(), publisher);
        assertEq(registry.status(modelDigest).releaseId, first);
        assertEq(registry.statusBy(modelDigest, publisher).releaseId, second);
        _nothingToPromote(second);

        vm.prank(stranger);
        registry.revokeRelease(first);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, stranger));
        assertEq(registry.status(modelDigest).releaseId, second);
        assertEq(registry.status(modelDigest).releases, 2);
        assertTrue(registry.statusBy(modelDigest, stranger).revoked);
        _nothingToPromote(second);
    }

    function test_A_publisher_who_anchors_the_next_release_before_revoking_the_last_stays_proven() public {
        bytes32 first = _anchor(_release(), publisher);
        Release memory next = _release();
        next.modelCommitment = bytes32(uint256(2));
        bytes32 second = _anchor(next, publisher);
        vm.prank(publisher);
        registry.revokeRelease(first);

        assertTrue(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertEq(registry.status(modelDigest).releaseId, second);
        assertEq(registry.statusBy(modelDigest, publisher).releaseId, second);

        vm.prank(publisher);
        registry.revokeRelease(second);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertTrue(registry.status(modelDigest).revoked);
    }

    /// @dev Within one call the stranger would have it false, act, and have it true again.
    function test_A_stranger_with_many_releases_cannot_close_the_answer_even_for_a_moment() public {
        bytes32[3] memory strangers;
        for (uint256 i = 0; i < 3; ++i) {
            Release memory release = _release();
            release.modelCommitment = bytes32(i + 1);
            strangers[i] = _anchor(release, stranger);
        }
        _anchor(_release(), publisher);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(stranger);
            registry.revokeRelease(strangers[i]);
            assertTrue(registry.isProven(modelDigest, POLICY));
            assertTrue(registry.status(modelDigest).proven);
        }
    }

    function test_The_answer_closes_with_the_last_release_that_holds() public {
        bytes32[4] memory releases;
        for (uint256 i = 0; i < 4; ++i) {
            Release memory release = _release();
            release.modelCommitment = bytes32(i + 1);
            releases[i] = _anchor(release, publisher);
        }
        for (uint256 i = 0; i < 4; ++i) {
            assertTrue(registry.isProven(modelDigest, POLICY));
            vm.prank(publisher);
            registry.revokeRelease(releases[i]);
        }
        assertFalse(registry.isProven(modelDigest, POLICY));
    }

    function test_Revoking_a_release_that_its_authority_has_ended_changes_no_count() public {
        bytes32 ended = _anchor(_release(), publisher);
        _publish(AUTHORITY_KEY, _root(2), true);
        bytes32 second = _anchor(_releaseUnder(authorityId, _root(2)), publisher);
        vm.startPrank(publisher);
        registry.revokeRelease(ended);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        registry.revokeRelease(second);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, publisher));
    }

    function test_Releases_that_an_authority_has_ended_are_not_counted_with_later_ones() public {
        _anchor(_release(), publisher);
        _anchor(_release(), stranger);
        _publish(AUTHORITY_KEY, _root(2), true);
        bytes32 later = _anchor(_releaseUnder(authorityId, _root(2)), publisher);
        vm.prank(publisher);
        registry.revokeRelease(later);
        assertFalse(registry.isProven(modelDigest, POLICY));
    }

    /// @dev One authority answers. What interface and README say of several, said here by example.
    function test_Under_several_authorities_an_answer_may_have_to_be_promoted_and_the_publishers_own_may_not() public {
        vm.prank(owner);
        registry.recogniseAuthority(strangerId, true);
        bytes32 first = _anchor(_releaseUnder(strangerId, _root(1001)), stranger);
        bytes32 mine = _anchor(_release(), publisher);
        _nothingToPromote(mine);

        vm.prank(stranger);
        registry.revokeRelease(first);
        assertTrue(registry.releaseStatus(mine).proven);
        assertFalse(registry.isProven(modelDigest, POLICY), "until somebody says so");
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher), "throughout");
        assertEq(registry.status(modelDigest).releaseId, mine, "throughout");

        vm.expectEmit();
        emit IProvenanceRegistry.ReleasePromoted(mine, modelDigest);
        vm.prank(stranger);
        registry.promote(mine);
        assertTrue(registry.isProven(modelDigest, POLICY));
        _nothingToPromote(mine);
    }

    /// @dev A policy digest fixes the date, says the circuit; were that ever to fail, no release would outlive its own date.
    function test_Releases_with_other_dates_are_counted_apart() public {
        _anchor(_release(), publisher);
        Release memory later = _release();
        later.modelCommitment = bytes32(uint256(2));
        later.validOn += 100;
        bytes32 laterId = _anchor(later, publisher);
        vm.prank(publisher);
        registry.revokeRelease(laterId);
        assertTrue(registry.isProven(modelDigest, POLICY));

        vm.warp(START + 31 days);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.isProvenBy(modelDigest, POLICY, publisher));
    }

    function test_An_authority_that_answers_no_more_gives_way_when_the_next_release_is_anchored() public {
        vm.prank(owner);
        registry.recogniseAuthority(strangerId, true);
        _anchor(_releaseUnder(strangerId, _root(1001)), publisher);
        _publish(STRANGER_KEY, _root(1002), true);
        assertFalse(registry.isProven(modelDigest, POLICY));
        bytes32 second = _anchor(_release(), publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));

        // And back: what the first authority counts is kept while another answers.
        bytes32 third = _anchor(_releaseUnder(strangerId, _root(1002)), publisher);
        vm.startPrank(publisher);
        registry.revokeRelease(second);
        assertFalse(registry.isProvenBy(modelDigest, POLICY, publisher));
        registry.promote(third);
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        registry.revokeRelease(third);
        assertFalse(registry.isProvenBy(modelDigest, POLICY, publisher));
    }

    function test_A_release_under_an_authority_that_is_recognised_later_waits_for_its_promotion() public {
        vm.prank(owner);
        registry.recogniseAuthority(authorityId, false);
        _anchor(_releaseUnder(strangerId, _root(1001)), stranger);
        bytes32 second = _anchor(_release(), publisher);
        vm.prank(owner);
        registry.recogniseAuthority(authorityId, true);

        assertFalse(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertEq(registry.status(modelDigest).releaseId, second);
        registry.promote(second);
        assertTrue(registry.isProven(modelDigest, POLICY));
    }

    /// @dev Whoever came first speaks, for whatever policy; a publisher's own release is found beside it.
    function test_A_status_is_of_whoever_came_first_and_a_publishers_of_its_own() public {
        Release memory lax = _release();
        lax.policyDigest = bytes32(uint256(1));
        lax.validOn = type(uint32).max;
        _anchor(lax, stranger);
        bytes32 mine = _anchor(_release(), publisher);
        assertEq(registry.status(modelDigest).publisher, stranger);
        assertEq(registry.statusBy(modelDigest, publisher).releaseId, mine);
        assertEq(registry.statusBy(modelDigest, publisher).releases, 2);
        assertFalse(registry.statusBy(modelDigest, owner).exists);
    }

    /// @dev The first release ends, the newest has ended before: the one between can be promoted, and stays.
    function test_A_release_that_is_neither_first_nor_newest_is_promoted_to_the_status() public {
        bytes32[3] memory releases;
        for (uint256 i = 0; i < 3; ++i) {
            Release memory release = _release();
            release.modelCommitment = bytes32(i + 1);
            releases[i] = _anchor(release, publisher);
        }
        vm.startPrank(publisher);
        registry.revokeRelease(releases[2]);
        registry.revokeRelease(releases[0]);
        assertEq(registry.status(modelDigest).releaseId, releases[0]);
        vm.expectEmit();
        emit IProvenanceRegistry.ReleasePromoted(releases[1], modelDigest);
        registry.promote(releases[1]);
        vm.stopPrank();
        assertEq(registry.status(modelDigest).releaseId, releases[1]);
        assertEq(registry.statusBy(modelDigest, publisher).releaseId, releases[1]);

        Release memory later = _release();
        later.modelCommitment = bytes32(uint256(4));
        _anchor(later, stranger);
        assertEq(registry.status(modelDigest).releaseId, releases[1]);
    }

    /// @dev A newest release that speaks because the first holds no more is displaced as little as a first one.
    function test_A_newer_release_does_not_displace_the_newest_that_speaks() public {
        bytes32 first = _anchor(_release(), stranger);
        bytes32 second = _anchor(_release(), publisher);
        vm.prank(stranger);
        registry.revokeRelease(first);
        Release memory third = _release();
        third.modelCommitment = bytes32(uint256(3));
        _anchor(third, stranger);
        assertEq(registry.status(modelDigest).releaseId, second);
    }

    function test_Revoking_a_release_that_does_not_answer_changes_no_answer() public {
        bytes32 first = _anchor(_release(), publisher);
        bytes32 second = _anchor(_release(), stranger);
        vm.prank(stranger);
        registry.revokeRelease(second);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertEq(registry.status(modelDigest).releaseId, first);
        assertTrue(registry.releaseStatus(second).revoked);
        assertFalse(registry.isProvenBy(modelDigest, POLICY, stranger));
    }

    function test_Another_policy_answers_beside_the_first() public {
        _anchor(_release(), publisher);
        Release memory other = _release();
        other.policyDigest = bytes32(uint256(POLICY) + 1);
        other.validOn += 100;
        bytes32 otherId = _anchor(other, publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProven(modelDigest, other.policyDigest));

        vm.warp(START + 60 days);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertTrue(registry.isProven(modelDigest, other.policyDigest));
        assertEq(registry.status(modelDigest).releaseId, otherId);
        assertEq(registry.statusBy(modelDigest, publisher).releaseId, otherId);
    }

    function _nothingToPromote(bytes32 releaseId) private {
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.NothingToPromote.selector, releaseId));
        registry.promote(releaseId);
    }
}
