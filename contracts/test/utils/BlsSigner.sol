// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { BlsSignature } from "../../src/libraries/BlsSignature.sol";
import { HashToG2 } from "../../src/libraries/HashToG2.sol";
import { Points } from "./Points.sol";

/// @title BLS signatures with a known secret key
library BlsSigner {
    function publicKey(uint256 secretKey) internal view returns (bytes memory) {
        return Points.g1(secretKey);
    }

    function authorityId(uint256 secretKey) internal view returns (bytes32) {
        return keccak256(BlsSignature.compress(publicKey(secretKey)));
    }

    function sign(uint256 secretKey, bytes memory message) internal view returns (bytes memory) {
        return Points.mulG2(HashToG2.hashToG2(message, BlsSignature.SIGNATURE_TAG), secretKey);
    }

    function provePossession(uint256 secretKey) internal view returns (bytes memory) {
        bytes memory compressed = BlsSignature.compress(publicKey(secretKey));
        return Points.mulG2(HashToG2.hashToG2(compressed, BlsSignature.POSSESSION_TAG), secretKey);
    }
}
