// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ModelFacts } from "./ModelFacts.sol";
import { ReleaseStatement } from "./Release.sol";
import { TrainingLink } from "./TrainingLink.sol";

/// @notice The release that anchored a model commitment, by what its id is made of beside the model.
/// @param policyDigest The release's policy.
/// @param authorityId The authority whose root it was proved under.
/// @param authorityRoot That root.
/// @param publisher Who anchored it.
struct ReleaseReference {
    bytes32 policyDigest;
    bytes32 authorityId;
    bytes32 authorityRoot;
    address publisher;
}

/// @notice All that is public of a response; the proof shows it, as docs/attestation.md defines.
/// @param registryRoot The root of the registry tree that the proof was made under.
/// @param modelCommitment The hiding commitment to facts, link and datasets that the release anchored.
/// @param facts The model.
/// @param policyDigest The policy that one of the model's datasets satisfies; the asker chose it among the publisher's.
/// @param validOn The day, since 1970-01-01 UTC, on which that dataset's certification had not expired.
/// @param trainingLink What ties the weights to the datasets.
/// @param nonce The asker's.
/// @param promptDigest The salted digest of the prompt.
/// @param responseDigest The salted digest of the response.
/// @param release The release.
struct Attestation {
    bytes32 registryRoot;
    bytes32 modelCommitment;
    ModelFacts facts;
    bytes32 policyDigest;
    uint32 validOn;
    TrainingLink trainingLink;
    bytes32 nonce;
    bytes32 promptDigest;
    bytes32 responseDigest;
    ReleaseReference release;
}

using ResponseStatement for Attestation global;

/// @title The public side of the response statement
library ResponseStatement {
    uint256 internal constant PUBLIC_INPUTS = 6;

    /// @notice What binds a proof to one chain, registry, nonce, prompt and response: 248 bits.
    function transcript(Attestation calldata attestation, address registry) internal view returns (uint256) {
        return uint256(
            sha256(
            bytes.concat(
            "chainprov/transcript/v1\x00",
            bytes32(block.chainid),
            bytes20(registry),
            attestation.nonce,
            attestation.promptDigest,
            attestation.responseDigest
        )
        )
        ) >> 8;
    }

    /// @notice The circuit's public inputs, in order. Nothing is reduced, so the verifier refuses a root, commitment or policy digest
    /// that is not a field element.
    function publicInputs(Attestation calldata attestation, address registry)
        internal
        view
        returns (uint256[] memory inputs)
    {
        inputs = new uint256[](PUBLIC_INPUTS);
        inputs[0] = uint256(attestation.registryRoot);
        inputs[1] = uint256(attestation.modelCommitment);
        inputs[2] = attestation.facts.element();
        inputs[3] = uint256(attestation.policyDigest);
        inputs[4] = ReleaseStatement.terms(attestation.trainingLink, attestation.validOn);
        inputs[5] = attestation.transcript(registry);
    }

    /// @notice A response's identity: all that its proof speaks of. Proof bytes are no part of it, as anyone can turn a proof into another
    /// of the same statement; nor is the release, as there can be several that hold, and whoever records first would choose.
    function id(Attestation calldata attestation) internal pure returns (bytes32) {
        return keccak256(
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
    }

    /// @notice The id of the release that the attestation refers to.
    function releaseId(Attestation calldata attestation) internal pure returns (bytes32) {
        ReleaseReference calldata release = attestation.release;
        return ReleaseStatement.id(
            attestation.facts.modelDigest,
            release.policyDigest,
            attestation.modelCommitment,
            release.authorityId,
            release.authorityRoot,
            release.publisher
        );
    }
}
