// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AttestationVerifier } from "../src/AttestationVerifier.sol";
import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { ProvenanceRegistry } from "../src/ProvenanceRegistry.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { Script } from "forge-std/Script.sol";
import { console } from "forge-std/console.sol";

/// @title Deploys a registry, the verifiers of its circuits, and with a response circuit what checks responses
/// @notice The environment says with what:
///
///     CHAINPROV_VERIFYING_KEYS  comma-separated files in contracts/keys/, a folder that git ignores; each is the
///                               verifying-key.json that `chainprov proof export --format solidity` writes: a JSON object with
///                               "key" (the bytes that Groth16Verifier's constructor takes), "circuitDigest", "slots" and
///                               "setup" ("development", or "ceremony", which no verifier accepts yet). The slots of the response
///                               circuit are 0
///     CHAINPROV_OWNER           who will recognise authorities; by default the sender
///
///     scripts/forge.sh script contracts/script/Deploy.s.sol --rpc-url "$CHAINPROV_RPC" --broadcast --account deployer
///
/// All files are read, and all contracts made of them in a rehearsal, before the first transaction. The sender owns the registry
/// while it adds the circuits, then offers it to the owner, who accepts with acceptOwnership().
contract Deploy is Script {
    struct KeyFile {
        bytes key;
        bytes32 circuitDigest;
        uint8 slots;
        SetupKind setup;
    }

    struct Deployment {
        ProvenanceRegistry registry;
        AttestationVerifier attestations;
    }

    /// @notice Two key files are of the response circuit.
    error ResponseCircuitAlreadyAdded();
    /// @notice "setup" in a key file is neither "development" nor "ceremony".
    error UnknownSetup(string setup);

    /// @dev No attestation verifier without a key of the response circuit.
    function run() external returns (Deployment memory) {
        string[] memory files = vm.envOr("CHAINPROV_VERIFYING_KEYS", ",", new string[](0));
        return deploy(files, vm.envOr("CHAINPROV_OWNER", msg.sender));
    }

    function deploy(string[] memory files, address owner) public returns (Deployment memory deployed) {
        KeyFile[] memory keys = new KeyFile[](files.length);
        for (uint256 i = 0; i < files.length; ++i) {
            keys[i] = _read(files[i]);
        }
        _rehearse(keys);

        vm.startBroadcast();
        (, address sender,) = vm.readCallers();
        deployed = _deploy(sender, keys);
        if (owner != sender) deployed.registry.transferOwnership(owner);
        vm.stopBroadcast();

        console.log("ProvenanceRegistry", address(deployed.registry));
        for (uint256 i = 0; i < keys.length; ++i) {
            if (keys[i].slots == 0) continue;
            console.log("Groth16Verifier", keys[i].slots, address(deployed.registry.circuit(keys[i].slots)));
        }
        if (address(deployed.attestations) == address(0)) return deployed;
        console.log("Groth16Verifier", uint8(0), address(deployed.attestations.verifier()));
        console.log("AttestationVerifier", address(deployed.attestations));
    }

    /// @dev Reverts with the reason if any file is bad: nothing of this leaves the simulation.
    function _rehearse(KeyFile[] memory keys) private {
        address nobody = makeAddr("nobody");
        vm.startPrank(nobody);
        _deploy(nobody, keys);
        vm.stopPrank();
    }

    function _deploy(address sender, KeyFile[] memory keys) private returns (Deployment memory deployed) {
        deployed.registry = new ProvenanceRegistry(sender);
        for (uint256 i = 0; i < keys.length; ++i) {
            KeyFile memory file = keys[i];
            Groth16Verifier verifier = new Groth16Verifier(file.key, file.circuitDigest, file.slots, file.setup);
            if (file.slots != 0) {
                deployed.registry.addCircuit(verifier);
            } else {
                if (address(deployed.attestations) != address(0)) revert ResponseCircuitAlreadyAdded();
                deployed.attestations = new AttestationVerifier(deployed.registry, verifier);
            }
        }
    }

    function _contentOf(string memory file) internal view virtual returns (string memory) {
        return vm.readFile(file);
    }

    function _read(string memory file) private view returns (KeyFile memory) {
        string memory json = _contentOf(file);
        return KeyFile({
            key: vm.parseJsonBytes(json, ".key"),
            circuitDigest: vm.parseJsonBytes32(json, ".circuitDigest"),
            slots: SafeCast.toUint8(vm.parseJsonUint(json, ".slots")),
            setup: _setup(vm.parseJsonString(json, ".setup"))
        });
    }

    function _setup(string memory name) private pure returns (SetupKind) {
        if (keccak256(bytes(name)) == keccak256("development")) return SetupKind.Development;
        if (keccak256(bytes(name)) == keccak256("ceremony")) return SetupKind.Ceremony;
        revert UnknownSetup(name);
    }
}
