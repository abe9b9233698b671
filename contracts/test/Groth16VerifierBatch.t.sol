// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Points } from "./utils/Points.sol";
import { Rerandomise } from "./utils/Rerandomise.sol";
import { Groth16Simulator, Trapdoor } from "./utils/Trapdoor.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { Test } from "forge-std/Test.sol";

contract Groth16VerifierBatchTest is Test {
    using Bytes for bytes;

    uint256 private constant INPUTS = 3;

    Trapdoor private trapdoor;
    Groth16Verifier private verifier;

    function setUp() public {
        trapdoor = Groth16Simulator.sample(INPUTS, 1);
        verifier = new Groth16Verifier(trapdoor.key(), "circuit", 1, SetupKind.Development);
    }

    function test_Valid_proofs_are_accepted_together(uint256 count) public view {
        (bytes[] memory proofs, uint256[][] memory inputs) = _batch(bound(count, 1, 9));
        assertTrue(verifier.verifyBatch(proofs, inputs));
    }

    function test_One_bad_proof_among_them_is_refused(uint256 bad, uint256 change) public view {
        (bytes[] memory proofs, uint256[][] memory inputs) = _batch(7);
        bad = bound(bad, 0, 6);
        if (change % 3 == 0) inputs[bad][change % INPUTS] = addmod(inputs[bad][change % INPUTS], 1, Bls12381.R);
        else if (change % 3 == 1) proofs[bad] = trapdoor.prove(inputs[(bad + 1) % 7], change);
        else proofs[bad][change % 512] ^= 0x01;
        assertFalse(verifier.verifyBatch(proofs, inputs));
    }

    function test_Proofs_swapped_against_their_inputs_are_refused() public view {
        (bytes[] memory proofs, uint256[][] memory inputs) = _batch(3);
        (proofs[0], proofs[1]) = (proofs[1], proofs[0]);
        assertFalse(verifier.verifyBatch(proofs, inputs));
        (inputs[0], inputs[1]) = (inputs[1], inputs[0]);
        assertTrue(verifier.verifyBatch(proofs, inputs));
    }

    /// @dev Errors that cancel in a plain sum: C + t here, C − t there, at any two places.
    function test_Two_bad_proofs_that_make_up_for_each_other_are_refused() public view {
        for (uint256 first = 0; first < 3; ++first) {
            for (uint256 second = 0; second < first; ++second) {
                (bytes[] memory proofs, uint256[][] memory inputs) = _batch(3);
                proofs[first] = _shifted(proofs[first], 5);
                proofs[second] = _shifted(proofs[second], Bls12381.R - 5);
                assertFalse(verifier.verifyBatch(proofs, inputs));
            }
        }
    }

    /// @dev With factors that are known before the proofs, the errors of two can be weighed to cancel.
    function test_Two_bad_proofs_weighed_with_another_batchs_factors_are_refused() public view {
        (bytes[] memory proofs, uint256[][] memory inputs) = _batch(3);
        bytes memory call = abi.encodeCall(Groth16Verifier.verifyBatch, (proofs, inputs));
        bytes32[4] memory seeds = [
            keccak256(bytes.concat(verifier.keyDigest(), keccak256(call))),
            keccak256(bytes.concat(verifier.keyDigest())),
            keccak256(call),
            bytes32(0)
        ];
        for (uint256 i = 0; i < seeds.length; ++i) {
            uint256 one = uint128(uint256(keccak256(abi.encode(seeds[i], 1))));
            uint256 two = uint128(uint256(keccak256(abi.encode(seeds[i], 2))));
            (bytes[] memory forged,) = _batch(3);
            forged[1] = _shifted(forged[1], two);
            forged[2] = _shifted(forged[2], Bls12381.R - one);
            assertFalse(verifier.verifyBatch(forged, inputs));
        }
    }

    function _shifted(bytes memory proof, uint256 lack) private view returns (bytes memory) {
        return bytes.concat(proof.slice(0, 384), Points.addG1(proof.slice(384), Points.g1(lack)));
    }

    function test_An_empty_batch_is_refused() public view {
        assertFalse(verifier.verifyBatch(new bytes[](0), new uint256[][](0)));
    }

    function test_Other_counts_and_lengths_are_refused() public view {
        (bytes[] memory proofs, uint256[][] memory inputs) = _batch(3);
        (bytes[] memory fewerProofs, uint256[][] memory fewerInputs) = _batch(2);
        assertFalse(verifier.verifyBatch(fewerProofs, inputs));
        assertFalse(verifier.verifyBatch(proofs, fewerInputs));
        inputs[1] = new uint256[](INPUTS - 1);
        assertFalse(verifier.verifyBatch(proofs, inputs));
        (, inputs) = _batch(3);
        inputs[2][0] += Bls12381.R;
        assertFalse(verifier.verifyBatch(proofs, inputs), "an input plus r");
        (, inputs) = _batch(3);
        proofs[1] = bytes.concat(proofs[1], hex"00");
        assertFalse(verifier.verifyBatch(proofs, inputs));
    }

    function test_Infinity_and_points_outside_the_subgroup_are_refused() public view {
        for (uint256 bad = 0; bad < 3; ++bad) {
            (bytes[] memory proofs, uint256[][] memory inputs) = _batch(3);
            bytes memory honest = proofs[bad];
            proofs[bad] = new bytes(512);
            assertFalse(verifier.verifyBatch(proofs, inputs));
            bytes memory outside = Points.addG1(honest.slice(0, 128), Points.g1OutsideSubgroup());
            proofs[bad] = bytes.concat(outside, honest.slice(128));
            assertFalse(verifier.verifyBatch(proofs, inputs));
            outside = Points.addG1(honest.slice(384), Points.g1OutsideSubgroup());
            proofs[bad] = bytes.concat(honest.slice(0, 384), outside);
            assertFalse(verifier.verifyBatch(proofs, inputs));
            proofs[bad] = bytes.concat(honest.slice(0, 128), Points.g2OutsideSubgroup(), honest.slice(384));
            assertFalse(verifier.verifyBatch(proofs, inputs));
        }
    }

    /// @dev The statement holds, so a proof shown twice is no forgery, nor is one that somebody rerandomised.
    function test_A_proof_may_stand_there_twice() public view {
        (bytes[] memory proofs, uint256[][] memory inputs) = _batch(2);
        (proofs[1], inputs[1]) = (Rerandomise.proof(trapdoor.key(), proofs[0], 5, 6), inputs[0]);
        assertTrue(verifier.verifyBatch(proofs, inputs));
        proofs[1] = proofs[0];
        assertTrue(verifier.verifyBatch(proofs, inputs));
    }

    function _batch(uint256 count) private view returns (bytes[] memory proofs, uint256[][] memory inputs) {
        (proofs, inputs) = (new bytes[](count), new uint256[][](count));
        for (uint256 i = 0; i < count; ++i) {
            inputs[i] = new uint256[](INPUTS);
            for (uint256 j = 0; j < INPUTS; ++j) {
                inputs[i][j] = Groth16Simulator.scalar(i * INPUTS + j, "input");
            }
            proofs[i] = trapdoor.prove(inputs[i], i);
        }
    }
}
