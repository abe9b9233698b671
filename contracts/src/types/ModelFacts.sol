// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a model commitment says of a model beside its datasets. What is absent is zero.
/// @param modelDigest The SHA-256 of the model's file list.
/// @param baseDigest The model digest of the base model.
/// @param weightsDigest The digest over the commitments to all weights.
/// @param baseWeightsDigest The same of the base model.
/// @param hyperParametersDigest The SHA-256 of the hyper-parameters.
struct ModelFacts {
    bytes32 modelDigest;
    bytes32 baseDigest;
    bytes32 weightsDigest;
    bytes32 baseWeightsDigest;
    bytes32 hyperParametersDigest;
}

using ModelFactsDigest for ModelFacts global;

/// @title Model facts as one public input
library ModelFactsDigest {
    /// @notice The first 31 bytes of SHA-256("chainprov/model-facts/v1" ‖ 0x00 ‖ the five digests) as a big-endian integer: 248 bits,
    /// never reduced.
    function element(ModelFacts memory facts) internal pure returns (uint256) {
        return uint256(sha256(bytes.concat("chainprov/model-facts/v1\x00", abi.encode(facts)))) >> 8;
    }
}
