// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CommitmentVerifier } from "../src/CommitmentVerifier.sol";
import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { CommitmentSimulator, CommitmentTrapdoor } from "./utils/CommitmentTrapdoor.sol";
import { Groth16Simulator, Trapdoor } from "./utils/Trapdoor.sol";
import { Test } from "forge-std/Test.sol";

/// @dev What verifiers cost, without a transaction's base and calldata; kept in contracts/snapshots and compared on every run.
contract VerifierGasTest is Test {
    function test_A_proof_with_a_commitment_two_vectors_and_six_inputs_costs_less_than_420_000() public {
        // Four stated inputs, the challenge and the evaluation.
        assertLt(_costOfCommitmentProof(4, 2, "verify, 4 public inputs and 2 vectors"), 420_000);
        _costOfCommitmentProof(4, 0, "verify, 4 public inputs, no vectors");
    }

    function test_A_vector_of_128_chunks_costs_less_than_12_000_each() public {
        assertLt(_costOfCommitmentProof(1, 128, "verify, 1 public input and 128 chunks"), 128 * 12_000);
    }

    function test_A_batch_of_16_proofs_costs_less_than_80_000_each() public {
        assertLt(_costOfBatch(16), 16 * 80_000);
        _costOfBatch(2);
    }

    function _costOfCommitmentProof(uint256 inputCount, uint32 vectorCount, string memory name)
        private
        returns (uint256)
    {
        CommitmentTrapdoor memory trapdoor = CommitmentSimulator.sample(inputCount, vectorCount, 1);
        CommitmentVerifier verifier = new CommitmentVerifier(trapdoor.key(), "circuit", SetupKind.Development);
        uint256[] memory inputs = _scalars(inputCount, 7);
        uint256[] memory logarithms = _scalars(vectorCount, 8);
        bytes memory proof = trapdoor.encode(trapdoor.prove(inputs, logarithms, 3));
        bytes memory vectors = CommitmentSimulator.points(logarithms);
        vm.cool(address(verifier));
        assertTrue(verifier.verify(proof, inputs, vectors));
        return vm.snapshotGasLastCall("CommitmentVerifier", name);
    }

    function _costOfBatch(uint256 count) private returns (uint256) {
        Trapdoor memory trapdoor = Groth16Simulator.sample(3, 1);
        Groth16Verifier verifier = new Groth16Verifier(trapdoor.key(), "circuit", 1, SetupKind.Development);
        (bytes[] memory proofs, uint256[][] memory inputs) = (new bytes[](count), new uint256[][](count));
        for (uint256 i = 0; i < count; ++i) {
            inputs[i] = _scalars(3, i);
            proofs[i] = trapdoor.prove(inputs[i], i);
        }
        vm.cool(address(verifier));
        assertTrue(verifier.verifyBatch(proofs, inputs));
        string memory name = string.concat("verifyBatch, ", vm.toString(count), " proofs of 3 public inputs");
        return vm.snapshotGasLastCall("Groth16Verifier", name);
    }

    function _scalars(uint256 count, uint256 seed) private pure returns (uint256[] memory scalars) {
        scalars = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            scalars[i] = Groth16Simulator.scalar(seed + i, "scalar");
        }
    }
}
