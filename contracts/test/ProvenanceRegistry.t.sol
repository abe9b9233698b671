// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProvenanceRegistry } from "../src/ProvenanceRegistry.sol";
import { IAuthorities } from "../src/interfaces/IAuthorities.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { IProvenanceRegistry } from "../src/interfaces/IProvenanceRegistry.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { FileList } from "../src/libraries/FileList.sol";
import { Evidence } from "../src/types/Evidence.sol";
import { Release } from "../src/types/Release.sol";
import { ReleaseStatus } from "../src/types/ReleaseStatus.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { TrainingLink } from "../src/types/TrainingLink.sol";
import { Models } from "./utils/Models.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";
import { Rerandomise } from "./utils/Rerandomise.sol";
import { StubVerifier } from "./utils/StubVerifier.sol";
import { Groth16Simulator, Trapdoor } from "./utils/Trapdoor.sol";

contract ProvenanceRegistryTest is RegistryFixture {
    function test_A_release_with_a_valid_proof_is_anchored_and_its_event_carries_everything() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        bytes32 releaseId = keccak256(
            abi.encode(
                modelDigest,
                release.policyDigest,
                release.modelCommitment,
                authorityId,
                release.authorityRoot,
                publisher
            )
        );
        Evidence memory evidence = Evidence({
            revision: 1,
            trainingLink: TrainingLink.None,
            setup: SetupKind.Development,
            circuitDigest: "circuit",
            keyDigest: keccak256(trapdoor.key()),
            proofDigest: keccak256(proof)
        });

        vm.expectEmit();
        emit IProvenanceRegistry.ReleaseAnchored(releaseId, modelDigest, publisher, release, evidence, model);
        vm.prank(publisher);
        assertEq(registry.anchorRelease(release, model, proof), releaseId);
        assertTrue(registry.isProven(modelDigest, POLICY));
    }

    function test_Evidence_and_status_are_of_the_circuit_and_the_root_that_the_release_names() public {
        for (uint8 slots = 4; slots <= 16; slots += 12) {
            Trapdoor memory its = Groth16Simulator.sample(6, slots);
            IGroth16Verifier verifier = _verifier(6, slots);
            vm.prank(owner);
            registry.addCircuit(verifier);
            if (slots == 4) _publish(AUTHORITY_KEY, _root(2), false); // the release's root, the first, is in its grace
            Release memory release = _release();
            release.slots = slots;
            release.modelCommitment = bytes32(uint256(slots));
            bytes memory proof = its.prove(registry.publicInputs(release, model, publisher), 11);
            Evidence memory evidence = Evidence({
                revision: 1,
                trainingLink: TrainingLink.None,
                setup: SetupKind.Development,
                circuitDigest: "other",
                keyDigest: keccak256(its.key()),
                proofDigest: keccak256(proof)
            });
            bytes32 releaseId = _anchored(release, proof, evidence);

            ReleaseStatus memory found = registry.releaseStatus(releaseId);
            assertEq(found.slots, slots);
            assertEq(found.revision, 1);
            assertTrue(found.development);
        }
    }

    function test_A_cosigned_release_says_so_in_its_evidence_and_its_status() public {
        Release memory release = _release();
        release.trainingLink = TrainingLink.AuthorityCosigned;
        bytes memory proof = _prove(release, publisher);
        Evidence memory evidence = Evidence({
            revision: 1,
            trainingLink: TrainingLink.AuthorityCosigned,
            setup: SetupKind.Development,
            circuitDigest: "circuit",
            keyDigest: keccak256(trapdoor.key()),
            proofDigest: keccak256(proof)
        });
        bytes32 releaseId = _anchored(release, proof, evidence);
        ReleaseStatus memory found = registry.releaseStatus(releaseId);
        assertEq(uint8(found.trainingLink), uint8(TrainingLink.AuthorityCosigned));
        assertEq(uint8(registry.status(modelDigest).trainingLink), uint8(TrainingLink.AuthorityCosigned));
        assertTrue(found.proven);
    }

    function test_A_link_that_no_circuit_proves_is_refused() public {
        for (uint8 link = 2; link <= uint8(TrainingLink.Proved); ++link) {
            Release memory release = _release();
            release.trainingLink = TrainingLink(link);
            bytes memory proof = _prove(release, publisher);
            vm.prank(publisher);
            vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.UnsupportedTrainingLink.selector, link));
            registry.anchorRelease(release, model, proof);
        }
    }

    function test_A_ceremonys_key_shows_as_one() public {
        StubVerifier verifier = new StubVerifier(4);
        vm.prank(owner);
        registry.addCircuit(verifier);
        Release memory release = _release();
        release.slots = 4;
        Evidence memory evidence = Evidence({
            revision: 1,
            trainingLink: TrainingLink.None,
            setup: SetupKind.Ceremony,
            circuitDigest: "stub circuit",
            keyDigest: "stub key",
            proofDigest: keccak256("any proof")
        });
        assertFalse(registry.releaseStatus(_anchored(release, "any proof", evidence)).development);
        assertFalse(registry.status(modelDigest).development);
    }

    function test_The_public_inputs_are_those_of_the_release_statement() public view {
        Release memory release = _release();
        release.trainingLink = TrainingLink.AuthorityCosigned;
        uint256[] memory inputs = registry.publicInputs(release, model, publisher);
        assertEq(inputs.length, 6);
        assertEq(inputs[0], uint256(release.authorityRoot));
        assertEq(inputs[1], uint256(release.modelCommitment));
        bytes32 facts = sha256(
            bytes.concat(
                "chainprov/model-facts/v1",
                bytes1(0),
                sha256(model),
                release.baseDigest,
                release.weightsDigest,
                release.baseWeightsDigest,
                release.hyperParametersDigest
            )
        );
        assertEq(inputs[2], uint256(facts) / 256);
        assertEq(inputs[3], uint256(release.policyDigest));
        assertEq(inputs[4], 1 + 256 * uint256(release.validOn));
        bytes32 context = keccak256(
            abi.encode(keccak256("ChainProv.ReleaseContext.v1"), block.chainid, address(registry), publisher)
        );
        assertEq(inputs[5], uint256(context) / 256);
    }

    function test_A_release_is_anchored_once() public {
        Release memory release = _release();
        bytes32 releaseId = _anchor(release, publisher);
        _refused(release, _prove(release, publisher), IProvenanceRegistry.AlreadyAnchored.selector, releaseId);
    }

    function test_A_rerandomised_proof_is_no_second_release() public {
        Release memory release = _release();
        bytes32 releaseId = _anchor(release, publisher);
        bytes memory other = Rerandomise.proof(trapdoor.key(), _prove(release, publisher), 12_345, 678);
        assertTrue(registry.circuit(1).verify(other, registry.publicInputs(release, model, publisher)));
        _refused(release, other, IProvenanceRegistry.AlreadyAnchored.selector, releaseId);
    }

    function test_A_revoked_release_is_not_anchored_again() public {
        Release memory release = _release();
        bytes32 releaseId = _anchor(release, publisher);
        vm.prank(publisher);
        registry.revokeRelease(releaseId);
        _refused(release, _prove(release, publisher), IProvenanceRegistry.AlreadyAnchored.selector, releaseId);
    }

    function test_A_proof_seen_on_its_way_is_of_no_use_to_another_sender() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        vm.prank(stranger);
        vm.expectRevert(IProvenanceRegistry.InvalidProof.selector);
        registry.anchorRelease(release, model, proof);

        vm.prank(publisher);
        registry.anchorRelease(release, model, proof);
    }

    function test_A_proof_for_another_chain_is_refused() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        vm.chainId(10);
        _refusedProof(release, model, proof);
    }

    function test_A_proof_for_another_registry_is_refused() public {
        ProvenanceRegistry other = new ProvenanceRegistry(owner);
        Release memory release = _release();
        bytes memory proof = trapdoor.prove(other.publicInputs(release, model, publisher), 1);
        _refusedProof(release, model, proof);
    }

    function test_A_proof_for_another_model_is_refused() public {
        Release memory release = _release();
        _refusedProof(release, Models.fileList("other weights"), _prove(release, publisher));
    }

    function test_A_proof_for_another_claim_is_refused() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        release.modelCommitment ^= bytes32(uint256(1));
        _refusedProof(release, model, proof);
        release = _release();
        release.baseDigest ^= bytes32(uint256(1));
        _refusedProof(release, model, proof);
        release = _release();
        release.weightsDigest ^= bytes32(uint256(1));
        _refusedProof(release, model, proof);
        release = _release();
        release.baseWeightsDigest ^= bytes32(uint256(1));
        _refusedProof(release, model, proof);
        release = _release();
        release.hyperParametersDigest ^= bytes32(uint256(1));
        _refusedProof(release, model, proof);
        release = _release();
        release.trainingLink = TrainingLink.AuthorityCosigned;
        _refusedProof(release, model, proof);
        release = _release();
        release.policyDigest ^= bytes32(uint256(1));
        _refusedProof(release, model, proof);
        release = _release();
        release.validOn += 1;
        _refusedProof(release, model, proof);
        release = _release();
        _publish(AUTHORITY_KEY, _root(2), false);
        release.authorityRoot = _root(2);
        _refusedProof(release, model, proof);
    }

    function test_Any_changed_bit_of_the_proof_is_refused(uint256 bit) public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        bit = bound(bit, 0, proof.length * 8 - 1);
        proof[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _refusedProof(release, model, proof);
    }

    function test_Bytes_that_are_no_proof_are_refused(bytes calldata junk) public {
        _refusedProof(_release(), model, junk);
        _refusedProof(_release(), model, new bytes(512));
    }

    function test_A_digest_plus_r_does_not_stand_for_the_digest() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        release.policyDigest = bytes32(uint256(release.policyDigest) + Bls12381.R);
        _refusedProof(release, model, proof);
    }

    function test_A_release_whose_date_has_passed_is_refused() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        vm.warp((uint256(release.validOn) + 1) * 1 days);
        vm.prank(publisher);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.PolicyDatePassed.selector, release.validOn));
        registry.anchorRelease(release, model, proof);

        vm.warp((uint256(release.validOn) + 1) * 1 days - 1);
        vm.prank(publisher);
        registry.anchorRelease(release, model, proof);
    }

    function test_The_last_date_of_all_is_accepted() public {
        Release memory release = _release();
        release.validOn = type(uint32).max;
        _anchor(release, publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));
    }

    function test_A_root_that_nobody_published_is_refused() public {
        Release memory release = _releaseUnder(authorityId, _root(7));
        _refused(release, _prove(release, publisher), IAuthorities.UnknownRoot.selector, _root(7));
        release = _releaseUnder(strangerId, _root(1));
        _refused(release, _prove(release, publisher), IAuthorities.UnknownRoot.selector, _root(1));
        release = _releaseUnder("nobody", _root(1));
        _refused(release, _prove(release, publisher), IAuthorities.UnknownAuthority.selector, "nobody");
    }

    function test_A_root_before_a_revocation_is_refused() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        _publish(AUTHORITY_KEY, _root(2), true);
        _refused(release, proof, IAuthorities.RootSuperseded.selector, _root(1));
    }

    function test_A_root_before_an_addition_is_accepted_within_its_grace_only() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        _publish(AUTHORITY_KEY, _root(2), false);
        uint256 before = vm.snapshotState();
        vm.warp(START + registry.GRACE());
        vm.prank(publisher);
        registry.anchorRelease(release, model, proof);

        vm.revertToState(before);
        vm.warp(START + registry.GRACE() + 1);
        _refused(release, proof, IAuthorities.RootSuperseded.selector, _root(1));
    }

    function test_A_circuit_that_was_not_added_is_refused(uint8 slots) public {
        vm.assume(slots != 1);
        Release memory release = _release();
        release.slots = slots;
        bytes memory proof = _prove(release, publisher);
        vm.prank(publisher);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.UnknownCircuit.selector, slots));
        registry.anchorRelease(release, model, proof);
    }

    function test_A_malformed_file_list_is_refused() public {
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);
        vm.prank(publisher);
        vm.expectRevert(FileList.MalformedFileList.selector);
        registry.anchorRelease(release, bytes.concat(model, bytes1(0)), proof);
    }

    function test_A_dataset_is_committed_once_by_each_committer() public {
        bytes32 root = _root(1);
        bytes32 manifest = keccak256("manifest");
        vm.expectEmit();
        emit IProvenanceRegistry.DatasetCommitted(root, publisher, manifest);
        vm.prank(publisher);
        registry.commitDataset(root, manifest);
        assertEq(registry.datasetCommittedAt(publisher, root, manifest), START);
        assertEq(registry.datasetCommittedAt(stranger, root, manifest), 0);

        vm.prank(publisher);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.DatasetAlreadyCommitted.selector, root, manifest));
        registry.commitDataset(root, manifest);

        vm.prank(stranger);
        registry.commitDataset(root, manifest);
        vm.prank(publisher);
        registry.commitDataset(root, keccak256("a corrected manifest"));
    }

    function test_A_dataset_root_that_is_no_field_element_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.InvalidDatasetRoot.selector, bytes32(0)));
        registry.commitDataset(0, "manifest");
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.InvalidDatasetRoot.selector, bytes32(Bls12381.R)));
        registry.commitDataset(bytes32(Bls12381.R), "manifest");
    }

    /// @dev Anchors, and expects this evidence in the event.
    function _anchored(Release memory release, bytes memory proof, Evidence memory evidence)
        private
        returns (bytes32 id)
    {
        id = keccak256(
            abi.encode(
                modelDigest,
                release.policyDigest,
                release.modelCommitment,
                release.authorityId,
                release.authorityRoot,
                publisher
            )
        );
        vm.expectEmit();
        emit IProvenanceRegistry.ReleaseAnchored(id, modelDigest, publisher, release, evidence, model);
        vm.prank(publisher);
        registry.anchorRelease(release, model, proof);
    }

    function _refusedProof(Release memory release, bytes memory fileList, bytes memory proof) private {
        vm.prank(publisher);
        vm.expectRevert(IProvenanceRegistry.InvalidProof.selector);
        registry.anchorRelease(release, fileList, proof);
    }

    function _refused(Release memory release, bytes memory proof, bytes4 reason, bytes32 argument) private {
        vm.prank(publisher);
        vm.expectRevert(abi.encodeWithSelector(reason, argument));
        registry.anchorRelease(release, model, proof);
    }
}
