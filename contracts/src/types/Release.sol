// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a publisher claims of a model; the proof shows it, as docs/release-statement.md defines.
/// @param authorityId keccak256 of the authority's compressed public key.
/// @param authorityRoot The root of the authority's certified datasets that the proof was made under.
/// @param modelCommitment The hiding commitment to model, base model and datasets.
/// @param baseDigest The model digest of the base model, or zero.
/// @param policyDigest The policy that every declared dataset satisfies.
/// @param validOn The day, since 1970-01-01 UTC, on which no declared dataset's certification had expired.
/// @param slots How many datasets the circuit has room for: 1, 4 or 16.
struct Release {
    bytes32 authorityId;
    bytes32 authorityRoot;
    bytes32 modelCommitment;
    bytes32 baseDigest;
    bytes32 policyDigest;
    uint32 validOn;
    uint8 slots;
}

using ReleaseStatement for Release global;

/// @title The public side of the release statement
library ReleaseStatement {
    uint256 internal constant PUBLIC_INPUTS = 8;

    bytes32 private constant CONTEXT_TAG = keccak256("ChainProv.ReleaseContext.v1");

    /// @notice What binds a proof to one chain, registry and publisher: 248 bits.
    function context(address registry, address publisher) internal view returns (uint256) {
        return uint256(keccak256(abi.encode(CONTEXT_TAG, block.chainid, registry, publisher))) >> 8;
    }

    /// @notice The circuit's public inputs, in order. A SHA-256 digest is two limbs of 128 bits; nothing is reduced, so
    /// the verifier refuses a root, commitment or policy digest that is not a field element.
    function publicInputs(Release calldata release, bytes32 modelDigest, uint256 context_)
        internal
        pure
        returns (uint256[] memory inputs)
    {
        inputs = new uint256[](PUBLIC_INPUTS);
        inputs[0] = uint256(release.authorityRoot);
        inputs[1] = uint256(release.modelCommitment);
        inputs[2] = uint256(modelDigest) >> 128;
        inputs[3] = uint128(uint256(modelDigest));
        inputs[4] = (uint256(release.validOn) << 128) | (uint256(release.baseDigest) >> 128);
        inputs[5] = uint128(uint256(release.baseDigest));
        inputs[6] = uint256(release.policyDigest);
        inputs[7] = context_;
    }

    /// @notice A release's identity. Proof bytes are no part of it: anyone can turn a proof into another of the same statement.
    function id(Release calldata release, bytes32 modelDigest, address publisher) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                modelDigest,
                release.policyDigest,
                release.modelCommitment,
                release.authorityId,
                release.authorityRoot,
                publisher
            )
        );
    }
}
