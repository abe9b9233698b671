// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { BlsSignature } from "../../src/libraries/BlsSignature.sol";
import { BlsSigner } from "../utils/BlsSigner.sol";
import { Points } from "../utils/Points.sol";
import { Test } from "forge-std/Test.sol";

contract BlsSignatureTest is Test {
    uint256 private constant SECRET = 0xa11ce;
    bytes private constant MESSAGE = "a message";

    function test_Every_Ethereum_vector_gives_its_answer() public view {
        string memory vectors = vm.readFile("tests/vectors/bls-signatures-eip2537.json");
        uint256 count;
        uint256 valid;
        for (string memory path; vm.keyExistsJson(vectors, path = _path(count)); ++count) {
            bytes memory publicKey = vm.parseJsonBytes(vectors, string.concat(path, ".publicKey"));
            bytes memory signature = vm.parseJsonBytes(vectors, string.concat(path, ".signature"));
            bytes memory message = vm.parseJsonBytes(vectors, string.concat(path, ".message"));
            bool expected = vm.parseJsonBool(vectors, string.concat(path, ".valid"));
            string memory name = vm.parseJsonString(vectors, string.concat(path, ".name"));

            assertEq(BlsSignature.verify(publicKey, message, signature), expected, name);
            if (!Bls12381.isInfinity(publicKey)) {
                bytes memory compressed = vm.parseJsonBytes(vectors, string.concat(path, ".compressedPublicKey"));
                assertEq(BlsSignature.compress(publicKey), compressed, name);
            }
            if (expected) ++valid;
        }
        assertEq(count, 25);
        assertEq(valid, 10);
    }

    function test_A_signature_holds_for_its_message_and_key_only(uint256 secret, bytes calldata message) public view {
        secret = bound(secret, 1, Bls12381.R - 2);
        bytes memory signature = BlsSigner.sign(secret, message);
        assertTrue(BlsSignature.verify(BlsSigner.publicKey(secret), message, signature));
        assertFalse(BlsSignature.verify(BlsSigner.publicKey(secret + 1), message, signature));
        assertFalse(BlsSignature.verify(BlsSigner.publicKey(secret), bytes.concat(message, bytes1(0)), signature));
    }

    function test_A_proof_of_possession_is_no_signature_and_a_signature_no_proof_of_possession() public view {
        bytes memory publicKey = BlsSigner.publicKey(SECRET);
        bytes memory possession = BlsSigner.provePossession(SECRET);
        bytes memory signature = BlsSigner.sign(SECRET, BlsSignature.compress(publicKey));
        assertTrue(BlsSignature.verifyPossession(publicKey, possession));
        assertFalse(BlsSignature.verifyPossession(publicKey, signature));
        assertFalse(BlsSignature.verify(publicKey, BlsSignature.compress(publicKey), possession));
    }

    function test_A_proof_of_possession_of_another_key_is_refused() public view {
        assertFalse(BlsSignature.verifyPossession(BlsSigner.publicKey(SECRET), BlsSigner.provePossession(SECRET + 1)));
    }

    function test_Infinity_is_neither_key_nor_signature() public view {
        assertFalse(BlsSignature.verify(new bytes(128), MESSAGE, new bytes(256)));
        assertFalse(BlsSignature.verify(BlsSigner.publicKey(SECRET), MESSAGE, new bytes(256)));
        assertFalse(BlsSignature.verify(new bytes(128), MESSAGE, BlsSigner.sign(SECRET, MESSAGE)));
        assertFalse(BlsSignature.verifyPossession(new bytes(128), new bytes(256)));
    }

    function test_Points_that_are_none_are_refused() public view {
        bytes memory publicKey = BlsSigner.publicKey(SECRET);
        bytes memory signature = BlsSigner.sign(SECRET, MESSAGE);
        assertFalse(BlsSignature.verify(Points.g1OutsideSubgroup(), MESSAGE, signature));
        assertFalse(BlsSignature.verify(Points.g1OffCurve(), MESSAGE, signature));
        assertFalse(BlsSignature.verify(Points.g1NotCanonical(), MESSAGE, signature));
        assertFalse(BlsSignature.verify(publicKey, MESSAGE, Points.g2OutsideSubgroup()));
        assertFalse(BlsSignature.verify(publicKey, MESSAGE, Points.g2OffCurve()));
    }

    function test_Wrong_lengths_are_refused() public view {
        bytes memory publicKey = BlsSigner.publicKey(SECRET);
        bytes memory signature = BlsSigner.sign(SECRET, MESSAGE);
        assertFalse(BlsSignature.verify("", MESSAGE, signature));
        assertFalse(BlsSignature.verify(publicKey, MESSAGE, ""));
        assertFalse(BlsSignature.verify(bytes.concat(publicKey, bytes1(0)), MESSAGE, signature));
        assertFalse(BlsSignature.verify(publicKey, MESSAGE, bytes.concat(signature, bytes1(0))));
        assertFalse(BlsSignature.verifyPossession("", signature));
    }

    function test_Opposite_keys_compress_differently() public view {
        bytes memory one = BlsSignature.compress(BlsSigner.publicKey(SECRET));
        bytes memory other = BlsSignature.compress(BlsSigner.publicKey(Bls12381.R - SECRET));
        assertEq(one[0] ^ other[0], bytes1(0x20));
        one[0] = other[0];
        assertEq(one, other);
    }

    /// @dev y = (p − 1)/2 is the last of the smaller half. Its upper 16 bytes are those of (p + 1)/2 too, so the lower decide.
    function test_The_larger_half_begins_after_the_middle() public pure {
        bytes memory x = bytes.concat(new bytes(63), hex"05");
        bytes memory yHigh = hex"000000000000000000000000000000000d0088f51cbff34d258dd3db21a5d66b";
        bytes memory yLow = hex"b23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555";
        bytes memory yLowNext = hex"b23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd556";
        assertEq(BlsSignature.compress(bytes.concat(x, yHigh, yLow))[0], bytes1(0x80));
        assertEq(BlsSignature.compress(bytes.concat(x, yHigh, yLowNext))[0], bytes1(0xa0));
    }

    function _path(uint256 i) private pure returns (string memory) {
        return string.concat(".vectors[", vm.toString(i), "]");
    }
}
