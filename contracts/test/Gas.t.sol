// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AttestationVerifier } from "../src/AttestationVerifier.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { Release } from "../src/types/Release.sol";
import { BlsSigner } from "./utils/BlsSigner.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";
import { StubVerifier } from "./utils/StubVerifier.sol";

/// @dev What calls cost, without a transaction's base and calldata; kept in contracts/snapshots and compared on every run.
contract GasTest is RegistryFixture {
    function test_A_proof_check_costs_less_than_240_000() public {
        Release memory release = _release();
        uint256[] memory inputs = registry.publicInputs(release, model, publisher);
        bytes memory proof = _prove(release, publisher);
        IGroth16Verifier verifier = registry.circuit(1);

        vm.cool(address(verifier));
        assertTrue(verifier.verify(proof, inputs));
        assertLt(vm.snapshotGasLastCall("Groth16Verifier", "verify, 6 public inputs"), 240_000);
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
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "status"), 26_000);
        vm.cool(address(registry));
        registry.statusBy(modelDigest, publisher);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "statusBy"), 28_000);
        vm.cool(address(registry));
        registry.releaseStatus(releaseId);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "releaseStatus"), 28_000);
    }

    function test_What_roots_recognition_and_keys_cost() public {
        bytes memory signature = _sign(AUTHORITY_KEY, 2, _root(2), false);
        bytes memory ofStranger = _sign(STRANGER_KEY, 2, _root(1002), false);
        bytes memory newKey = BlsSigner.publicKey(3);
        bytes memory rotation = bytes.concat(registry.rotationMessage(authorityId, 1, BlsSigner.authorityId(3)));
        bytes memory oldSigns = BlsSigner.sign(AUTHORITY_KEY, rotation);
        bytes memory newSigns = BlsSigner.sign(3, rotation);

        _cool();
        registry.publishRoot(authorityId, 2, _root(2), false, signature);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "publishRoot"), 480_000);

        _cool();
        registry.publishRoot(strangerId, 2, _root(1002), false, ofStranger);
        vm.snapshotGasLastCall("ProvenanceRegistry", "publishRoot, not recognised");

        _cool();
        vm.prank(owner);
        registry.recogniseAuthority(strangerId, true);
        assertLt(vm.snapshotGasLastCall("ProvenanceRegistry", "recogniseAuthority, first"), 300_000);

        _cool();
        vm.prank(owner);
        registry.recogniseAuthority(strangerId, false);
        vm.snapshotGasLastCall("ProvenanceRegistry", "recogniseAuthority, no more");

        bytes32 root = registry.registryRoot();
        _cool();
        assertTrue(registry.isRegistryRootAccepted(root, 0));
        vm.snapshotGasLastCall("ProvenanceRegistry", "isRegistryRootAccepted");

        _cool();
        registry.rotateKey(authorityId, newKey, oldSigns, newSigns);
        vm.snapshotGasLastCall("ProvenanceRegistry", "rotateKey");
    }

    /// @dev EIP-170: a chain deploys no longer code.
    function test_Every_contract_fits() public {
        _fits("ProvenanceRegistry", address(registry));
        _fits("RegistryTree", _tree());
        _fits("AttestationVerifier", address(new AttestationVerifier(registry, new StubVerifier(0))));
        _fits("Groth16Verifier", address(registry.circuit(1)));
    }

    function test_What_the_other_calls_cost() public {
        bytes memory publicKey = BlsSigner.publicKey(3);
        bytes memory possession = BlsSigner.provePossession(3);
        Release memory release = _release();
        bytes memory proof = _prove(release, publisher);

        vm.cool(address(registry));
        registry.registerAuthority(publicKey, possession);
        vm.snapshotGasLastCall("ProvenanceRegistry", "registerAuthority");

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

    function _fits(string memory name, address contract_) private {
        uint256 size = contract_.code.length;
        assertLe(size, 24_576, name);
        vm.snapshotValue("RuntimeBytes", name, size);
    }

    function _cool() private {
        vm.cool(address(registry));
        vm.cool(_tree());
    }

    function _tree() private view returns (address) {
        return vm.computeCreateAddress(address(registry), 1);
    }
}
