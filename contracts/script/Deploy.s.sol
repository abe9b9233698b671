// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { ProvenanceRegistry } from "../src/ProvenanceRegistry.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Script } from "forge-std/Script.sol";
import { console } from "forge-std/console.sol";

/// @title Deploys a registry and the verifiers of its circuits
/// @notice The environment says with what:
///
///     CHAINPROV_VERIFYING_KEYS  comma-separated JSON files under contracts/, each with "key" (EIP-2537 bytes),
///                               "circuitDigest", "slots" and "setup" ("development" or "ceremony")
///     CHAINPROV_OWNER           who will recognise authorities; by default the sender
///
///     scripts/forge.sh script contracts/script/Deploy.s.sol --rpc-url "$CHAINPROV_RPC" --broadcast --account deployer
///
/// The sender owns the registry while it adds the circuits, then offers it to the owner, who accepts with acceptOwnership().
contract Deploy is Script {
    /// @notice "setup" in a key file is neither "development" nor "ceremony".
    error UnknownSetup(string setup);

    function run() external returns (ProvenanceRegistry) {
        string[] memory files = vm.envOr("CHAINPROV_VERIFYING_KEYS", ",", new string[](0));
        return deploy(files, vm.envOr("CHAINPROV_OWNER", msg.sender));
    }

    function deploy(string[] memory keyFiles, address owner) public returns (ProvenanceRegistry registry) {
        vm.startBroadcast();
        (, address sender,) = vm.readCallers();
        registry = new ProvenanceRegistry(sender);
        console.log("ProvenanceRegistry", address(registry));
        for (uint256 i = 0; i < keyFiles.length; ++i) {
            Groth16Verifier verifier = _verifier(vm.readFile(keyFiles[i]));
            registry.addCircuit(verifier);
            console.log("Groth16Verifier", verifier.slots(), address(verifier));
        }
        if (owner != sender) registry.transferOwnership(owner);
        vm.stopBroadcast();
    }

    function _verifier(string memory json) private returns (Groth16Verifier) {
        return new Groth16Verifier(
            vm.parseJsonBytes(json, ".key"),
            vm.parseJsonBytes32(json, ".circuitDigest"),
            uint8(vm.parseJsonUint(json, ".slots")),
            _setup(vm.parseJsonString(json, ".setup"))
        );
    }

    function _setup(string memory name) private pure returns (SetupKind) {
        if (keccak256(bytes(name)) == keccak256("development")) return SetupKind.Development;
        if (keccak256(bytes(name)) == keccak256("ceremony")) return SetupKind.Ceremony;
        revert UnknownSetup(name);
    }
}
