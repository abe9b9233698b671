// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AttestationVerifier } from "../../src/AttestationVerifier.sol";
import { Groth16Verifier } from "../../src/Groth16Verifier.sol";
import { IAttestationVerifier } from "../../src/interfaces/IAttestationVerifier.sol";
import { Attestation, ReleaseReference, ResponseStatement } from "../../src/types/Attestation.sol";
import { ModelFacts } from "../../src/types/ModelFacts.sol";
import { Release } from "../../src/types/Release.sol";
import { SetupKind } from "../../src/types/SetupKind.sol";
import { RegistryFixture } from "./RegistryFixture.sol";
import { Groth16Simulator, Trapdoor } from "./Trapdoor.sol";

/// @dev A registry with a release, and a verifier of its responses with a policy that the publisher registered.
abstract contract AttestationFixture is RegistryFixture {
    bytes32 internal constant RESPONSE_POLICY = bytes32(uint256(0x9011c5));

    AttestationVerifier internal attestations;
    Trapdoor internal responses;
    bytes32 internal releaseId;
    uint32 internal validOn;

    function setUp() public virtual override {
        super.setUp();
        responses = Groth16Simulator.sample(ResponseStatement.PUBLIC_INPUTS, 2);
        attestations = new AttestationVerifier(
            registry, new Groth16Verifier(responses.key(), "response circuit", 0, SetupKind.Development)
        );
        releaseId = _anchor(_release(), publisher);
        validOn = uint32(START / 1 days + 20);
        _registerPolicy(publisher, RESPONSE_POLICY);
    }

    function _registerPolicy(address by, bytes32 policyDigest) internal {
        vm.prank(by);
        attestations.registerPolicy(policyDigest, validOn, "certified after 2024, under CC-BY-4.0");
    }

    /// @dev A response of the anchored model under the newest registry root.
    function _attestation() internal view returns (Attestation memory) {
        return _attestationOf(_release(), publisher);
    }

    function _attestationOf(Release memory release, address by) internal view returns (Attestation memory) {
        return Attestation({
            registryRoot: registry.registryRoot(),
            modelCommitment: release.modelCommitment,
            facts: ModelFacts({
                modelDigest: modelDigest,
                baseDigest: release.baseDigest,
                weightsDigest: release.weightsDigest,
                baseWeightsDigest: release.baseWeightsDigest,
                hyperParametersDigest: release.hyperParametersDigest
            }),
            policyDigest: RESPONSE_POLICY,
            validOn: validOn,
            trainingLink: release.trainingLink,
            nonce: keccak256("nonce"),
            promptDigest: keccak256("prompt"),
            responseDigest: keccak256("response"),
            release: ReleaseReference({
                policyDigest: release.policyDigest,
                authorityId: release.authorityId,
                authorityRoot: release.authorityRoot,
                publisher: by
            })
        });
    }

    function _prove(Attestation memory attestation) internal view returns (bytes memory) {
        return responses.prove(attestations.publicInputs(attestation), 21);
    }

    /// @dev Both ways of asking agree that it is true.
    function _accepted(Attestation memory attestation, bytes memory proof, uint256 maxRootAge) internal view {
        attestations.requireValid(attestation, proof, maxRootAge);
        assertTrue(attestations.verify(attestation, proof, maxRootAge));
    }

    function _accepted(Attestation memory attestation) internal view {
        _accepted(attestation, _prove(attestation), 0);
    }

    /// @dev Every way of asking agrees that it is not, for the same reason.
    function _refused(Attestation memory attestation, bytes memory proof, uint256 maxRootAge, bytes memory reason)
        internal
    {
        assertFalse(attestations.verify(attestation, proof, maxRootAge));
        vm.expectRevert(reason);
        attestations.requireValid(attestation, proof, maxRootAge);
        vm.expectRevert(reason);
        attestations.record(attestation, proof, maxRootAge);
    }

    /// @dev Of one that is proved, and refused for what it says.
    function _refused(Attestation memory attestation, bytes memory reason) internal {
        _refused(attestation, _prove(attestation), 0, reason);
    }

    function _refusedProof(Attestation memory attestation, bytes memory proof) internal {
        _refused(attestation, proof, 0, abi.encodeWithSelector(IAttestationVerifier.InvalidProof.selector));
    }

    function _nonceUsed(Attestation memory attestation, bytes memory proof) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                IAttestationVerifier.NonceUsed.selector, attestation.modelCommitment, attestation.nonce
            )
        );
        attestations.record(attestation, proof, 0);
    }

    function _releaseIdOf(Attestation memory attestation) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                attestation.facts.modelDigest,
                attestation.release.policyDigest,
                attestation.modelCommitment,
                attestation.release.authorityId,
                attestation.release.authorityRoot,
                attestation.release.publisher
            )
        );
    }

    function _reason(bytes4 selector, bytes32 argument) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, argument);
    }
}
