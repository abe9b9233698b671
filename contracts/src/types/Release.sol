// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ModelFacts } from "./ModelFacts.sol";
import { TrainingLink } from "./TrainingLink.sol";

/// @notice What a publisher claims of a model; the proof shows it, as docs/release-statement.md defines.
/// @param authorityId keccak256 of the authority's first compressed public key.
/// @param authorityRoot The root of the authority's certified datasets that the proof was made under.
/// @param modelCommitment The hiding commitment to the model's facts, the training link and the datasets.
/// @param baseDigest The model digest of the base model, or zero.
/// @param weightsDigest The digest over the commitments to all weights, or zero.
/// @param baseWeightsDigest The same of the base model, or zero.
/// @param hyperParametersDigest The SHA-256 of the hyper-parameters, or zero.
/// @param policyDigest The policy that every declared dataset satisfies.
/// @param validOn The day, since 1970-01-01 UTC, on which no declared dataset's certification had expired.
/// @param slots How many datasets the circuit has room for: 1, 4 or 16.
/// @param trainingLink What ties the weights to the datasets.
struct Release {
    bytes32 authorityId;
    bytes32 authorityRoot;
    bytes32 modelCommitment;
    bytes32 baseDigest;
    bytes32 weightsDigest;
    bytes32 baseWeightsDigest;
    bytes32 hyperParametersDigest;
    bytes32 policyDigest;
    uint32 validOn;
    uint8 slots;
    TrainingLink trainingLink;
}

using ReleaseStatement for Release global;

/// @title The public side of the release statement
library ReleaseStatement {
    uint256 internal constant PUBLIC_INPUTS = 6;

    bytes32 private constant CONTEXT_TAG = keccak256("ChainProv.ReleaseContext.v1");

    /// @notice What binds a proof to one chain, registry and publisher: 248 bits.
    function context(address registry, address publisher) internal view returns (uint256) {
        return uint256(keccak256(abi.encode(CONTEXT_TAG, block.chainid, registry, publisher))) >> 8;
    }

    /// @notice Link and date as one public input.
    function terms(TrainingLink trainingLink, uint32 validOn) internal pure returns (uint256) {
        return uint8(trainingLink) | uint256(validOn) << 8;
    }

    /// @notice The circuit's public inputs, in order. Nothing is reduced, so the verifier refuses a root, commitment or policy digest
    /// that is not a field element.
    function publicInputs(Release calldata release, bytes32 modelDigest, uint256 context_)
        internal
        pure
        returns (uint256[] memory inputs)
    {
        inputs = new uint256[](PUBLIC_INPUTS);
        inputs[0] = uint256(release.authorityRoot);
        inputs[1] = uint256(release.modelCommitment);
        inputs[2] = release.facts(modelDigest).element();
        inputs[3] = uint256(release.policyDigest);
        inputs[4] = terms(release.trainingLink, release.validOn);
        inputs[5] = context_;
    }

    /// @notice What the release says of the model of this digest.
    function facts(Release calldata release, bytes32 modelDigest) internal pure returns (ModelFacts memory) {
        return ModelFacts({
            modelDigest: modelDigest,
            baseDigest: release.baseDigest,
            weightsDigest: release.weightsDigest,
            baseWeightsDigest: release.baseWeightsDigest,
            hyperParametersDigest: release.hyperParametersDigest
        });
    }

    /// @notice A release's identity. Proof bytes are no part of it: anyone can turn a proof into another of the same statement.
    /// The facts and the link are part of it through the commitment to them.
    function id(Release calldata release, bytes32 modelDigest, address publisher) internal pure returns (bytes32) {
        return id(
            modelDigest,
            release.policyDigest,
            release.modelCommitment,
            release.authorityId,
            release.authorityRoot,
            publisher
        );
    }

    function id(
        bytes32 modelDigest,
        bytes32 policyDigest,
        bytes32 modelCommitment,
        bytes32 authorityId,
        bytes32 authorityRoot,
        address publisher
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest, policyDigest, modelCommitment, authorityId, authorityRoot, publisher));
    }
}
