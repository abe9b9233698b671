// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { Release } from "../src/types/Release.sol";
import { BlsSigner } from "./utils/BlsSigner.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";

/// @dev What calls cost, without a transaction's base and calldata; kept in contracts/snapshots and compared on every run.
contract GasTest is RegistryFixture {
    function test_A_proof_check_costs_less_than_260_000() public {
        Release memory release = _release();
        uint256[] memory inputs = registry.publicInputs(release, model, publisher);
        bytes memory proof = _prove(release, publisher);
        IGroth16Verifier verifier = registry.circuit(1);

        vm.cool(address(verifier));
        assertTrue(verifier.verify(proof, inputs));
        assertLt(vm.snapshotGasLastCall("Groth16Verifier", "verify, 8 public inputs"), 260_000);
    }

    function test_An_answer_costs_less_than_12_000() public {
        _anchor(_release(), publisher);

        vm.cool(address(registry));
        assertTrue(registry.isProven(modelDigest, POLICY));
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "isProven"), 12_000);

        vm.cool(address(registry));
        assertTrue(registry.isProvenBy(modelDigest, POLICY, publisher));
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "isProvenBy"), 12_000);
    }

    function test_A_status_costs_little() public {
        vm.cool(address(registry));
        registry.status(modelDigest);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "status, unknown"), 12_000);
        vm.cool(address(registry));
        registry.releaseStatus("unknown");
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "releaseStatus, unknown"), 14_000);

        bytes32 releaseId = _anchor(_release(), publisher);
        vm.cool(address(registry));
        registry.status(modelDigest);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "status"), 25_000);
        vm.cool(address(registry));
        registry.statusBy(modelDigest, publisher);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "statusBy"), 28_000);
        vm.cool(address(registry));
        registry.releaseStatus(releaseId);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "releaseStatus"), 28_000);
    }

    function test_What_the_other_calls_cost() public {
        bytes memory publicKey = BlsSigner.publicKey(3);
        bytes memory possession = BlsSigner.provePossession(3);
        bytes memory signature = _sign(AUTHORITY_KEY, 2, _root(2), false);
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);

        vm.cool(address(registry));
        registry.registerAuthority(publicKey, possession);
        vm.snapshotGasLastCall("ProvenanceRegistry", "registerAuthority");

        vm.cool(address(registry));
        registry.publishRoot(authorityId, 2, _root(2), false, signature);
        vm.snapshotGasLastCall("ProvenanceRegistry", "publishRoot");

        vm.cool(address(registry));
        vm.cool(address(registry.circuit(1)));
        vm.prank(publisher);
        bytes32 releaseId = registry.anchorRelease(release, model, proof);
        vm.snapshotGasLastCall("ProvenanceRegistry", "anchorRelease, 2 files");

        vm.cool(address(registry));
        vm.prank(publisher);
        registry.revokeRelease(releaseId);
        vm.snapshotGasLastCall("ProvenanceRegistry", "revokeRelease");

        vm.cool(address(registry));
        registry.commitDataset(_root(1), keccak256("manifest"));
        vm.snapshotGasLastCall("ProvenanceRegistry", "commitDataset");
    }
}
