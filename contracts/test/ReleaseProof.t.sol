// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Test } from "forge-std/Test.sol";

/// @dev A proof of the real release circuit, made by the prover in src/ChainProv.Groth16 (tests/ChainProv.EndToEnd.Tests writes the fixture).
contract ReleaseProofTest is Test {
    Groth16Verifier private verifier;
    bytes private proof;
    uint256[] private inputs;

    function setUp() public {
        string memory json = vm.readFile("contracts/test/fixtures/release-proof.json");
        verifier = new Groth16Verifier(
            vm.parseJsonBytes(json, ".key"), vm.parseJsonBytes32(json, ".circuitDigest"), 1, SetupKind.Development
        );
        proof = vm.parseJsonBytes(json, ".proof");
        inputs = vm.parseJsonUintArray(json, ".publicInputs");
    }

    function test_The_provers_proof_is_accepted() public {
        vm.cool(address(verifier));
        assertTrue(verifier.verify(proof, inputs));
        assertLt(vm.snapshotGasLastCall("Groth16Verifier", "verify, a release of one dataset"), 260_000);
    }

    function test_It_is_refused_after_one_changed_bit_of_any_input(uint256 index, uint8 bit) public view {
        uint256[] memory altered = inputs;
        altered[index % altered.length] ^= uint256(1) << bit;
        assertFalse(verifier.verify(proof, altered));
    }

    function test_It_is_refused_after_one_changed_bit_of_the_proof(uint256 position, uint8 bit) public view {
        bytes memory altered = proof;
        position %= altered.length;
        altered[position] = bytes1(uint8(altered[position]) ^ uint8(1 << (bit % 8)));
        assertFalse(verifier.verify(altered, inputs));
    }
}
