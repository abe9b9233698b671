// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Deploy } from "../script/Deploy.s.sol";
import { ProvenanceRegistry } from "../src/ProvenanceRegistry.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Groth16Simulator } from "./utils/Trapdoor.sol";
import { Test } from "forge-std/Test.sol";

contract DeployTest is Test {
    string[] private keyFiles = ["contracts/test/fixtures/verifying-key.json"];

    function test_The_script_deploys_a_registry_with_its_circuits_and_hands_it_over() public {
        address owner = makeAddr("owner");
        ProvenanceRegistry registry = new Deploy().deploy(keyFiles, owner);

        IGroth16Verifier verifier = registry.circuit(4);
        assertEq(verifier.key(), Groth16Simulator.sample(8, 1).key());
        assertEq(verifier.circuitDigest(), bytes32(uint256(0xc1)));
        assertEq(uint8(verifier.setup()), uint8(SetupKind.Ceremony));
        assertEq(registry.pendingOwner(), owner);
        vm.prank(owner);
        registry.acceptOwnership();
        assertEq(registry.owner(), owner);
    }

    function test_The_sender_may_stay_the_owner() public {
        ProvenanceRegistry registry = new Deploy().deploy(new string[](0), DEFAULT_SENDER);
        assertEq(registry.owner(), DEFAULT_SENDER);
        assertEq(registry.pendingOwner(), address(0));
    }
}
