// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AttestationVerifier } from "../src/AttestationVerifier.sol";
import { ProvenanceRegistry } from "../src/ProvenanceRegistry.sol";
import { IAttestationVerifier } from "../src/interfaces/IAttestationVerifier.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { Attestation } from "../src/types/Attestation.sol";
import { Release } from "../src/types/Release.sol";
import { TrainingLink } from "../src/types/TrainingLink.sol";
import { AttestationFixture } from "./utils/AttestationFixture.sol";
import { Rerandomise } from "./utils/Rerandomise.sol";
import { StubVerifier } from "./utils/StubVerifier.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";

contract AttestationVerifierTest is AttestationFixture {
    using Bytes for bytes;

    function test_A_true_attestation_is_accepted() public view {
        _accepted(_attestation());
    }

    function test_It_can_be_about_anything(bytes32 nonce, bytes32 promptDigest, bytes32 responseDigest) public view {
        Attestation memory attestation = _attestation();
        attestation.nonce = nonce;
        attestation.promptDigest = promptDigest;
        attestation.responseDigest = responseDigest;
        _accepted(attestation);
    }

    function test_The_public_inputs_are_those_of_the_response_statement() public view {
        Attestation memory attestation = _attestation();
        attestation.trainingLink = TrainingLink.AuthorityCosigned;
        uint256[] memory inputs = attestations.publicInputs(attestation);
        assertEq(inputs.length, 6);
        assertEq(inputs[0], uint256(registry.registryRoot()));
        assertEq(inputs[1], uint256(attestation.modelCommitment));
        bytes32 facts = sha256(bytes.concat("chainprov/model-facts/v1", bytes1(0), abi.encode(attestation.facts)));
        assertEq(inputs[2], uint256(facts) / 256);
        assertEq(inputs[3], uint256(RESPONSE_POLICY));
        assertEq(inputs[4], 1 + 256 * uint256(validOn));
        bytes32 transcript = sha256(
            abi.encodePacked(
                "chainprov/transcript/v1",
                bytes1(0),
                block.chainid,
                address(registry),
                attestation.nonce,
                attestation.promptDigest,
                attestation.responseDigest
            )
        );
        assertEq(inputs[5], uint256(transcript) / 256);
    }

    function test_Public_inputs_of_a_release_and_a_response_of_one_model_agree_on_it() public view {
        uint256[] memory ofRelease = registry.publicInputs(_release(), model, publisher);
        uint256[] memory ofResponse = attestations.publicInputs(_attestation());
        assertEq(ofRelease[1], ofResponse[1]);
        assertEq(ofRelease[2], ofResponse[2]);
    }

    function test_A_response_is_recorded_and_its_event_carries_all_that_is_public() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        bytes32 id = keccak256(
            abi.encode(
                attestation.registryRoot,
                attestation.modelCommitment,
                attestation.facts,
                attestation.policyDigest,
                attestation.validOn,
                attestation.trainingLink,
                attestation.nonce,
                attestation.promptDigest,
                attestation.responseDigest
            )
        );
        assertEq(attestations.responseId(attestation), id);
        assertFalse(attestations.isRecorded(id));
        assertFalse(attestations.isNonceUsed(attestation.modelCommitment, attestation.nonce));

        vm.expectEmit();
        emit IAttestationVerifier.ResponseAttested(
            id, attestation.modelCommitment, attestation.nonce, releaseId, attestation, keccak256(proof)
        );
        vm.prank(stranger);
        assertEq(attestations.record(attestation, proof, 0), id);
        assertTrue(attestations.isRecorded(id));
        assertTrue(attestations.isNonceUsed(attestation.modelCommitment, attestation.nonce));
        _accepted(attestation, proof, 0);
    }

    function test_A_nonce_is_used_once_for_each_model_commitment() public {
        Attestation memory attestation = _attestation();
        attestations.record(attestation, _prove(attestation), 0);
        _nonceUsed(attestation, _prove(attestation));
        attestation.responseDigest = keccak256("another response");
        _nonceUsed(attestation, _prove(attestation));

        attestation.nonce = keccak256("another nonce");
        attestations.record(attestation, _prove(attestation), 0);

        Release memory release = _release();
        release.modelCommitment = bytes32(uint256(7));
        _anchor(release, publisher);
        attestation = _attestationOf(release, publisher);
        attestations.record(attestation, _prove(attestation), 0);
    }

    function test_A_rerandomised_proof_is_of_the_same_response() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        bytes memory other = Rerandomise.proof(responses.key(), proof, 12_345, 678);
        assertNotEq(keccak256(other), keccak256(proof));
        _accepted(attestation, other, 0);
        attestations.record(attestation, other, 0);
        _nonceUsed(attestation, proof);
    }

    /// @dev Whoever copies an attestation and sends it first records the same as its owner would.
    function test_A_copy_that_is_recorded_first_is_the_same_record() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        uint256 before = vm.snapshotState();
        vm.prank(publisher);
        bytes32 id = attestations.record(attestation, proof, 0);
        vm.revertToState(before);
        vm.prank(stranger);
        assertEq(attestations.record(attestation, proof, 0), id);
        assertTrue(attestations.isRecorded(id));
        _nonceUsed(attestation, proof);
    }

    function test_A_proof_for_another_chain_is_refused() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        vm.chainId(10);
        _refusedProof(attestation, proof);
    }

    function test_A_proof_for_another_registry_is_refused() public {
        AttestationVerifier elsewhere = new AttestationVerifier(new ProvenanceRegistry(owner), attestations.verifier());
        Attestation memory attestation = _attestation();
        _refusedProof(attestation, responses.prove(elsewhere.publicInputs(attestation), 1));
    }

    function test_A_proof_for_other_words_is_refused() public {
        bytes memory proof = _prove(_attestation());
        Attestation memory altered = _attestation();
        altered.nonce ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
        altered = _attestation();
        altered.promptDigest ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
        altered = _attestation();
        altered.responseDigest ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
    }

    function test_A_proof_for_other_facts_is_refused() public {
        bytes memory proof = _prove(_attestation());
        Attestation memory altered = _attestation();
        altered.facts.baseDigest ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
        altered = _attestation();
        altered.facts.weightsDigest ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
        altered = _attestation();
        altered.facts.baseWeightsDigest ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
        altered = _attestation();
        altered.facts.hyperParametersDigest ^= bytes32(uint256(1));
        _refusedProof(altered, proof);
    }

    function test_A_proof_for_another_policy_or_date_is_refused_though_both_are_registered() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        _registerPolicy(publisher, bytes32(uint256(8)));
        attestation.policyDigest = bytes32(uint256(8));
        _refusedProof(attestation, proof);

        vm.prank(publisher);
        attestations.registerPolicy(RESPONSE_POLICY, validOn + 1, "a date that its digest does not hold");
        attestation = _attestation();
        attestation.validOn = validOn + 1;
        _refusedProof(attestation, proof);
    }

    function test_A_proof_under_another_root_is_refused() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        _publish(AUTHORITY_KEY, _root(2), false);
        attestation.registryRoot = registry.registryRoot();
        _refusedProof(attestation, proof);
    }

    function test_Parts_of_two_attestations_make_no_third() public {
        Attestation memory one = _attestation();
        Attestation memory two = _attestation();
        two.nonce = keccak256("another nonce");
        two.promptDigest = keccak256("another prompt");
        two.responseDigest = keccak256("another response");
        (bytes memory ofOne, bytes memory ofTwo) = (_prove(one), responses.prove(attestations.publicInputs(two), 22));
        _refusedProof(one, ofTwo);
        _refusedProof(two, ofOne);
        _refusedProof(one, bytes.concat(ofOne.slice(0, 128), ofTwo.slice(128)));
        _refusedProof(one, bytes.concat(ofOne.slice(0, 384), ofTwo.slice(384)));
        (one.responseDigest, two.responseDigest) = (two.responseDigest, one.responseDigest);
        _refusedProof(one, ofOne);
        _refusedProof(two, ofTwo);
    }

    function test_Any_changed_bit_of_the_proof_is_refused(uint256 bit) public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        bit = bound(bit, 0, proof.length * 8 - 1);
        proof[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _refusedProof(attestation, proof);
    }

    function test_Bytes_that_are_no_proof_are_refused(bytes calldata junk) public {
        Attestation memory attestation = _attestation();
        _refusedProof(attestation, junk);
        _refusedProof(attestation, new bytes(512));
        _refusedProof(attestation, bytes.concat(_prove(attestation), bytes1(0)));
        _refusedProof(attestation, _prove(attestation).slice(0, 511));
    }

    /// @dev No registry has a release of such a commitment, so one is feigned here.
    function test_A_value_plus_r_does_not_stand_for_the_value() public {
        Attestation memory attestation = _attestation();
        bytes memory proof = _prove(attestation);
        attestation.registryRoot = bytes32(uint256(attestation.registryRoot) + Bls12381.R);
        bytes32 unknown = attestation.registryRoot;
        _refused(attestation, proof, 0, _reason(IAttestationVerifier.UnknownRegistryRoot.selector, unknown));

        attestation = _attestation();
        attestation.modelCommitment = bytes32(uint256(attestation.modelCommitment) + Bls12381.R);
        vm.mockCall(
            address(registry),
            abi.encodeCall(registry.releaseStatus, (_releaseIdOf(attestation))),
            abi.encode(registry.releaseStatus(releaseId))
        );
        _refusedProof(attestation, proof);
    }

    function test_A_circuit_with_slots_or_another_number_of_inputs_is_refused() public {
        _unsuitable(_verifier(5, 0), 0, 5);
        _unsuitable(_verifier(7, 0), 0, 7);
        _unsuitable(_verifier(6, 1), 1, 6);
        _unsuitable(registry.circuit(1), 1, 6);
    }

    function test_What_it_was_deployed_with_can_be_looked_up() public view {
        assertEq(address(attestations.registry()), address(registry));
        assertEq(attestations.verifier().circuitDigest(), "response circuit");
    }

    /// @dev Whoever sends too little gas learns nothing false: at no point is want of gas taken for a refusal.
    function test_Too_little_gas_reverts_and_never_says_no(uint256 gas_) public view {
        Attestation memory attestation = _attestation();
        bytes memory call = abi.encodeCall(attestations.verify, (attestation, _prove(attestation), 0));
        (bool done, bytes memory answer) = address(attestations).staticcall{ gas: bound(gas_, 1, 450_000) }(call);
        if (done) assertTrue(abi.decode(answer, (bool)));
        (done, answer) = address(attestations).staticcall{ gas: 450_000 }(call);
        assertTrue(done && abi.decode(answer, (bool)));
    }

    function test_Too_little_gas_never_says_no_anywhere_near_the_edge() public view {
        Attestation memory attestation = _attestation();
        bytes memory call = abi.encodeCall(attestations.verify, (attestation, _prove(attestation), 0));
        for (uint256 gas_ = 20_000; gas_ < 450_000; gas_ += 977) {
            (bool done, bytes memory answer) = address(attestations).staticcall{ gas: gas_ }(call);
            if (done) assertTrue(abi.decode(answer, (bool)));
        }
    }

    /// @dev Not prevented, and said: who deploys it chooses the verifier.
    function test_A_false_verifier_accepts_everything_of_a_release_that_holds() public {
        AttestationVerifier false_ = new AttestationVerifier(registry, new StubVerifier(0));
        vm.prank(publisher);
        false_.registerPolicy(RESPONSE_POLICY, validOn, "");
        assertTrue(false_.verify(_attestation(), "", 0));
    }

    function _unsuitable(IGroth16Verifier verifier, uint8 slots, uint256 inputs) private {
        vm.expectRevert(abi.encodeWithSelector(IAttestationVerifier.UnsuitableCircuit.selector, slots, inputs));
        new AttestationVerifier(registry, verifier);
    }
}
