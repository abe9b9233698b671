// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Deploy } from "../script/Deploy.s.sol";
import { ProvenanceRegistry } from "../src/ProvenanceRegistry.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { IProvenanceRegistry } from "../src/interfaces/IProvenanceRegistry.sol";
import { IVerifyingKey } from "../src/interfaces/IVerifyingKey.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Groth16Simulator, Trapdoor } from "./utils/Trapdoor.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { Test } from "forge-std/Test.sol";

/// @dev The script with one file that is nowhere on disk.
contract DeployWith is Deploy {
    string private _content;

    constructor(string memory content) {
        _content = content;
    }

    function _contentOf(string memory file) internal view override returns (string memory) {
        return keccak256(bytes(file)) == keccak256("given") ? _content : super._contentOf(file);
    }
}

/// @dev With the committed key; tests/ChainProv.EndToEnd.Tests runs the script on a chain with a real key in contracts/keys.
contract DeployTest is Test {
    string private constant FIXTURE = "contracts/test/fixtures/verifying-key.json";

    string[] private files;
    Deploy private script;

    function setUp() public {
        script = new Deploy();
        files.push(FIXTURE);
    }

    function test_The_script_deploys_a_registry_with_its_circuits_and_hands_it_over() public {
        address owner = makeAddr("owner");
        Deploy.Deployment memory deployed = script.deploy(files, owner);
        ProvenanceRegistry registry = deployed.registry;
        assertEq(address(deployed.attestations), address(0));

        IGroth16Verifier verifier = registry.circuit(4);
        assertEq(verifier.key(), Groth16Simulator.sample(6, 1).key());
        assertEq(verifier.circuitDigest(), bytes32(uint256(0xc1)));
        assertEq(uint8(verifier.setup()), uint8(SetupKind.Development));
        assertEq(registry.pendingOwner(), owner);
        vm.prank(owner);
        registry.acceptOwnership();
        assertEq(registry.owner(), owner);
    }

    function test_The_sender_may_stay_the_owner() public {
        ProvenanceRegistry registry = script.deploy(new string[](0), DEFAULT_SENDER).registry;
        assertEq(registry.owner(), DEFAULT_SENDER);
        assertEq(registry.pendingOwner(), address(0));
    }

    function test_With_a_key_of_the_response_circuit_it_deploys_what_checks_responses() public {
        string memory json = _json(Groth16Simulator.sample(6, 2).key(), "0", "development");
        files.push("given");
        Deploy.Deployment memory deployed = new DeployWith(json).deploy(files, DEFAULT_SENDER);
        assertEq(address(deployed.attestations.registry()), address(deployed.registry));
        assertEq(deployed.attestations.verifier().key(), Groth16Simulator.sample(6, 2).key());

        files.push("given");
        Deploy twice = new DeployWith(json);
        vm.expectRevert(Deploy.ResponseCircuitAlreadyAdded.selector);
        twice.deploy(files, DEFAULT_SENDER);
    }

    function test_A_bad_file_is_refused_before_anything_is_sent() public {
        _refused("260", "development", abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 8, 260));
        _refused("1", "vouched for", abi.encodeWithSelector(Deploy.UnknownSetup.selector, "vouched for"));
        _refused("1", "ceremony", abi.encodeWithSelector(IVerifyingKey.CeremonyWithoutTranscript.selector));
        _refused("2", "development", abi.encodeWithSelector(IProvenanceRegistry.UnsuitableCircuit.selector, 2, 6));
        _refused("4", "development", abi.encodeWithSelector(IProvenanceRegistry.CircuitAlreadyAdded.selector, 4));
    }

    function test_An_unsound_key_is_refused_before_anything_is_sent() public {
        Trapdoor memory weak = Groth16Simulator.sample(6, 1);
        weak.delta = weak.gamma;
        _refused(_json(weak.key(), "1", "development"), abi.encodeWithSelector(IVerifyingKey.DegenerateKey.selector));
    }

    function _refused(string memory slots, string memory setup, bytes memory reason) private {
        _refused(_json(Groth16Simulator.sample(6, 1).key(), slots, setup), reason);
    }

    /// @dev The committed file is good; the one after it is not.
    function _refused(string memory json, bytes memory reason) private {
        string[] memory given = new string[](2);
        given[0] = FIXTURE;
        given[1] = "given";
        Deploy withFile = new DeployWith(json);
        uint64 nonce = vm.getNonce(DEFAULT_SENDER);
        vm.expectRevert(reason);
        withFile.deploy(given, DEFAULT_SENDER);
        assertEq(vm.getNonce(DEFAULT_SENDER), nonce);
    }

    function _json(bytes memory key, string memory slots, string memory setup) private pure returns (string memory) {
        bytes32 circuit = bytes32(uint256(0xc1));
        return string.concat(
            string.concat('{"key":"', vm.toString(key), '","circuitDigest":"', vm.toString(circuit)),
            string.concat('","slots":', slots, ',"setup":"', setup, '"}')
        );
    }
}
