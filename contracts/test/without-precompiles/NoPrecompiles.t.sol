// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../../src/Groth16Verifier.sol";
import { ProvenanceRegistry } from "../../src/ProvenanceRegistry.sol";
import { IAuthorities } from "../../src/interfaces/IAuthorities.sol";
import { IGroth16Verifier } from "../../src/interfaces/IGroth16Verifier.sol";
import { IVerifyingKey } from "../../src/interfaces/IVerifyingKey.sol";
import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { HashToG2 } from "../../src/libraries/HashToG2.sol";
import { KzgOpening } from "../../src/libraries/KzgOpening.sol";
import { SetupKind } from "../../src/types/SetupKind.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Runs on a Cancun EVM, which has no EIP-2537: `FOUNDRY_PROFILE=without-precompiles scripts/forge.sh test`. There a call to a missing
/// precompile succeeds with empty data, and a verifier that does not look accepts what it should refuse.
contract NoPrecompilesTest is Test {
    function test_The_precompiles_are_missing_and_calls_to_them_succeed_empty() public view {
        for (uint160 precompile = 0x0b; precompile <= 0x11; ++precompile) {
            (bool success, bytes memory output) = address(precompile).staticcall(new bytes(384));
            assertTrue(success);
            assertEq(output.length, 0);
        }
        assertFalse(Bls12381.isAvailable());
    }

    function test_No_verifier_can_be_deployed() public {
        bytes memory key = _realKey();
        vm.expectRevert(IVerifyingKey.PrecompilesMissing.selector);
        new Groth16Verifier(key, "circuit", 1, SetupKind.Development);
    }

    function test_No_authority_can_be_registered() public {
        ProvenanceRegistry registry = new ProvenanceRegistry(address(this));
        vm.expectRevert(HashToG2.HashToCurveUnavailable.selector);
        registry.registerAuthority(Bls12381.G1_GENERATOR, Bls12381.G2_GENERATOR);
        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.registerAuthority(new bytes(128), new bytes(256));
    }

    /// @dev 0x0a is there since Cancun; the addition that looks at the points is not.
    function test_No_opening_is_valid() public view {
        string memory openings = vm.readFile("contracts/test/fixtures/kzg-openings.json");
        bytes memory commitment = vm.parseJsonBytes(openings, ".ethereum[0].commitment");
        bytes memory proof = vm.parseJsonBytes(openings, ".ethereum[0].proof");
        bytes memory negatedTau = vm.parseJsonBytes(openings, ".ethereumNegatedTau");
        uint256 z = vm.parseJsonUint(openings, ".ethereum[0].z");
        uint256 y = vm.parseJsonUint(openings, ".ethereum[0].y");
        assertFalse(KzgOpening.verify(commitment, z, y, proof));
        assertFalse(KzgOpening.verify(commitment, z, y, proof, negatedTau));
    }

    function _realKey() private view returns (bytes memory) {
        return vm.parseJsonBytes(vm.readFile("contracts/test/fixtures/verifying-key.json"), ".key");
    }
}
