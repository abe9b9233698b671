// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAttestationVerifier } from "../src/interfaces/IAttestationVerifier.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { Attestation } from "../src/types/Attestation.sol";
import { Release } from "../src/types/Release.sol";
import { TrainingLink } from "../src/types/TrainingLink.sol";
import { AttestationFixture } from "./utils/AttestationFixture.sol";

/// @dev What an attestation stands on: a registered policy, a release that is proven, a root the registry still has.
contract AttestationStandingTest is AttestationFixture {
    function test_A_policy_that_another_registered_is_refused() public {
        _registerPolicy(stranger, bytes32(uint256(8)));
        Attestation memory attestation = _attestation();
        attestation.policyDigest = bytes32(uint256(8));
        _refused(attestation, _unregistered(publisher, bytes32(uint256(8)), validOn));
    }

    function test_A_policy_that_nobody_registered_is_refused(bytes32 policyDigest, uint32 date) public {
        vm.assume(policyDigest != RESPONSE_POLICY || date != validOn);
        Attestation memory attestation = _attestation();
        attestation.policyDigest = policyDigest;
        attestation.validOn = uint32(bound(date, START / 1 days, type(uint32).max));
        vm.assume(policyDigest != RESPONSE_POLICY || attestation.validOn != validOn);
        _refused(attestation, "", 0, _unregistered(publisher, policyDigest, attestation.validOn));
    }

    function test_A_policy_that_is_registered_with_another_date_is_refused() public {
        Attestation memory attestation = _attestation();
        attestation.validOn = validOn + 1;
        _refused(attestation, _unregistered(publisher, RESPONSE_POLICY, validOn + 1));
    }

    function test_After_the_policys_date_it_is_refused() public {
        Attestation memory attestation = _attestation();
        vm.warp((uint256(validOn) + 1) * 1 days - 1);
        _accepted(attestation);
        vm.warp((uint256(validOn) + 1) * 1 days);
        _refused(attestation, _reason(IAttestationVerifier.PolicyDatePassed.selector, bytes32(uint256(validOn))));
    }

    /// @dev Whoever holds no opening of the commitment cannot anchor it; whoever does answers by his own policies.
    function test_Another_publishers_release_of_the_commitment_counts_with_his_policies_only() public {
        Attestation memory attestation = _attestationOf(_release(), stranger);
        _refused(attestation, _unregistered(stranger, RESPONSE_POLICY, validOn));
        _registerPolicy(stranger, RESPONSE_POLICY);
        _refused(attestation, _notProven(attestation));
        _anchor(_release(), stranger);
        _accepted(attestation);
        assertEq(attestations.responseId(attestation), attestations.responseId(_attestation()), "whoever records first");
    }

    function test_A_response_is_of_one_nonce_through_whichever_release() public {
        Attestation memory attestation = _attestation();
        attestations.record(attestation, _prove(attestation), 0);
        _registerPolicy(stranger, RESPONSE_POLICY);
        _anchor(_release(), stranger);
        attestation = _attestationOf(_release(), stranger);
        _nonceUsed(attestation, _prove(attestation));
    }

    function test_A_release_that_was_never_anchored_is_refused() public {
        Attestation memory attestation = _attestation();
        attestation.facts.modelDigest ^= bytes32(uint256(1));
        _refused(attestation, _notProven(attestation));
        attestation = _attestation();
        attestation.modelCommitment = bytes32(uint256(9));
        _refused(attestation, _notProven(attestation));
        attestation = _attestation();
        attestation.release.policyDigest ^= bytes32(uint256(1));
        _refused(attestation, _notProven(attestation));
        attestation = _attestation();
        attestation.release.authorityId = strangerId;
        _refused(attestation, _notProven(attestation));
        attestation = _attestation();
        attestation.release.authorityRoot = _root(1001);
        _refused(attestation, _notProven(attestation));
    }

    function test_A_release_that_its_publisher_revoked_is_refused() public {
        vm.prank(publisher);
        registry.revokeRelease(releaseId);
        _refused(_attestation(), _reason(IAttestationVerifier.ReleaseNotProven.selector, releaseId));
    }

    function test_A_release_whose_date_has_passed_is_refused() public {
        vm.prank(publisher);
        attestations.registerPolicy(RESPONSE_POLICY, type(uint32).max, "for ever");
        Attestation memory attestation = _attestation();
        attestation.validOn = type(uint32).max;
        _accepted(attestation);
        vm.warp(START + 31 days);
        _refused(attestation, _reason(IAttestationVerifier.ReleaseNotProven.selector, releaseId));
    }

    function test_After_a_revocation_by_the_releases_authority_a_new_release_is_needed() public {
        _publish(AUTHORITY_KEY, _root(2), true);
        _refused(_attestation(), _reason(IAttestationVerifier.ReleaseNotProven.selector, releaseId));
        Release memory again = _releaseUnder(authorityId, _root(2));
        _anchor(again, publisher);
        _accepted(_attestationOf(again, publisher));
    }

    function test_A_link_that_is_not_the_releases_is_refused() public {
        Attestation memory attestation = _attestation();
        attestation.trainingLink = TrainingLink.AuthorityCosigned;
        _refused(
            attestation,
            abi.encodeWithSelector(
                IAttestationVerifier.WrongTrainingLink.selector, TrainingLink.AuthorityCosigned, TrainingLink.None
            )
        );

        Release memory release = _release();
        release.trainingLink = TrainingLink.AuthorityCosigned;
        release.modelCommitment = bytes32(uint256(7));
        _anchor(release, publisher);
        attestation = _attestationOf(release, publisher);
        _accepted(attestation);
        bytes memory proof = _prove(attestation);
        attestation.trainingLink = TrainingLink.None;
        _refused(
            attestation,
            proof,
            0,
            abi.encodeWithSelector(
                IAttestationVerifier.WrongTrainingLink.selector, TrainingLink.None, TrainingLink.AuthorityCosigned
            )
        );
    }

    function test_A_root_superseded_by_an_addition_is_accepted_as_long_as_the_caller_allows() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        _publish(AUTHORITY_KEY, _root(2), false);
        bytes memory tooOld =
            abi.encodeWithSelector(IAttestationVerifier.RegistryRootTooOld.selector, attestation.registryRoot, START);
        _refused(attestation, proof, 0, tooOld);
        vm.warp(START + 1 days);
        _accepted(attestation, proof, 1 days);
        _refused(attestation, proof, 1 days - 1, tooOld);
        vm.warp(START + 7 days);
        _accepted(attestation, proof, type(uint256).max);
        vm.warp(START + 7 days + 1);
        _refused(attestation, proof, type(uint256).max, tooOld);
    }

    /// @dev The release's own authority published nothing: its release holds, and the registry's root does not.
    function test_A_root_before_any_authoritys_revocation_is_refused() public {
        _recognise(strangerId, true);
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        bytes memory revoked = _reason(IAttestationVerifier.RegistryRootRevoked.selector, attestation.registryRoot);
        uint256 before = vm.snapshotState();
        _publish(STRANGER_KEY, _root(1002), true);
        _refused(attestation, proof, 7 days, revoked);
        _accepted(_attestation());

        vm.revertToState(before);
        _recognise(strangerId, false);
        _refused(attestation, proof, 7 days, revoked);
        _accepted(_attestation());
    }

    function test_A_root_that_the_registry_never_had_is_refused(bytes32 root) public {
        vm.assume(root != registry.registryRoot());
        Attestation memory attestation = _attestation();
        attestation.registryRoot = root;
        bytes memory unknown = _reason(IAttestationVerifier.UnknownRegistryRoot.selector, root);
        _refused(attestation, "", 7 days, unknown);
        attestation.registryRoot = _root(1);
        unknown = _reason(IAttestationVerifier.UnknownRegistryRoot.selector, _root(1));
        _refused(attestation, "", 7 days, unknown);
    }

    function test_A_publisher_registers_a_policy_once_for_each_date() public {
        bytes32 digest = bytes32(uint256(8));
        assertFalse(attestations.isPolicyRegistered(stranger, digest, validOn));
        vm.expectEmit();
        emit IAttestationVerifier.PolicyRegistered(stranger, digest, validOn, "words");
        vm.startPrank(stranger);
        attestations.registerPolicy(digest, validOn, "words");
        vm.expectRevert(
            abi.encodeWithSelector(IAttestationVerifier.PolicyAlreadyRegistered.selector, stranger, digest, validOn)
        );
        attestations.registerPolicy(digest, validOn, "other words");
        attestations.registerPolicy(digest, validOn + 1, "");
        assertTrue(attestations.isPolicyRegistered(stranger, digest, validOn));
        assertTrue(attestations.isPolicyRegistered(stranger, digest, validOn + 1));
        assertFalse(attestations.isPolicyRegistered(publisher, digest, validOn));
    }

    function test_A_policy_that_is_no_field_element_or_is_past_is_not_registered() public {
        bytes32[3] memory bad = [bytes32(0), bytes32(Bls12381.R), bytes32(type(uint256).max)];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectRevert(_reason(IAttestationVerifier.InvalidPolicyDigest.selector, bad[i]));
            attestations.registerPolicy(bad[i], validOn, "");
        }
        uint32 today = uint32(START / 1 days);
        vm.expectRevert(_reason(IAttestationVerifier.PolicyDatePassed.selector, bytes32(uint256(today - 1))));
        attestations.registerPolicy(POLICY, today - 1, "");
        attestations.registerPolicy(POLICY, today, "");
    }

    function _notProven(Attestation memory attestation) private pure returns (bytes memory) {
        return _reason(IAttestationVerifier.ReleaseNotProven.selector, _releaseIdOf(attestation));
    }

    function _unregistered(address by, bytes32 policyDigest, uint32 date) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAttestationVerifier.PolicyNotRegistered.selector, by, policyDigest, date);
    }
}
