// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CommitmentVerifier } from "../src/CommitmentVerifier.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Proofs of a real circuit that is linked to two vectors under Ethereum's powers of tau, made by the prover in
/// src/ChainProv.Groth16 (tests/ChainProv.Groth16.Tests writes the fixture).
contract CommitmentProofTest is Test {
    string private json;
    CommitmentVerifier private verifier;

    function setUp() public {
        json = vm.readFile("contracts/test/fixtures/commitment-proof.json");
        verifier = new CommitmentVerifier(
            vm.parseJsonBytes(json, ".key"), vm.parseJsonBytes32(json, ".circuitDigest"), SetupKind.Development
        );
    }

    function test_The_provers_proof_is_accepted() public {
        (bytes memory proof, uint256[] memory inputs, bytes memory vectors) = _attempt(".valid");
        vm.cool(address(verifier));
        assertTrue(verifier.verify(proof, inputs, vectors));
        assertLt(vm.snapshotGasLastCall("CommitmentVerifier", "verify, a proof about two vectors"), 420_000);
    }

    function test_Every_forgery_is_refused() public view {
        for (uint256 i = 0; vm.keyExistsJson(json, string.concat(".forged[", vm.toString(i), "]")); ++i) {
            string memory path = string.concat(".forged[", vm.toString(i), "]");
            (bytes memory proof, uint256[] memory inputs, bytes memory vectors) = _attempt(path);
            assertFalse(verifier.verify(proof, inputs, vectors), vm.parseJsonString(json, string.concat(path, ".name")));
            assertEq(proof.length, 928);
        }
        assertTrue(vm.keyExistsJson(json, ".forged[4]"), "there are five");
    }

    function test_Proofs_of_circuits_at_the_edges_are_accepted() public {
        for (uint256 i = 0; i < 4; ++i) {
            string memory path = string.concat(".shapes[", vm.toString(i), "]");
            CommitmentVerifier its = new CommitmentVerifier(
                vm.parseJsonBytes(json, string.concat(path, ".key")),
                vm.parseJsonBytes32(json, string.concat(path, ".circuitDigest")),
                SetupKind.Development
            );
            (bytes memory proof, uint256[] memory inputs, bytes memory vectors) =
                _attempt(string.concat(path, ".valid"));
            assertTrue(its.verify(proof, inputs, vectors), vm.parseJsonString(json, string.concat(path, ".valid.name")));
        }
    }

    function _attempt(string memory path)
        private
        view
        returns (bytes memory proof, uint256[] memory inputs, bytes memory vectors)
    {
        proof = vm.parseJsonBytes(json, string.concat(path, ".proof"));
        inputs = vm.parseJsonUintArray(json, string.concat(path, ".publicInputs"));
        vectors = vm.parseJsonBytes(json, string.concat(path, ".vectors"));
    }
}
