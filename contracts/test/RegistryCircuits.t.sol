// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { IProvenanceRegistry } from "../src/interfaces/IProvenanceRegistry.sol";
import { Release } from "../src/types/Release.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";
import { StubVerifier } from "./utils/StubVerifier.sol";
import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

/// @dev The circuits that a registry's owner adds, and what the owner can and can no longer do.
contract RegistryCircuitsTest is RegistryFixture {
    /// @dev Not prevented, and said: the owner vouches for every circuit.
    function test_An_owner_who_adds_a_false_verifier_forges() public {
        StubVerifier verifier = new StubVerifier(4);
        vm.prank(owner);
        registry.addCircuit(verifier);
        Release memory release = _release();
        release.slots = 4;
        vm.prank(stranger);
        registry.anchorRelease(release, model, "");
        assertTrue(registry.isProvenBy(modelDigest, POLICY, stranger));
    }

    function test_After_the_owner_renounces_nothing_of_the_owners_changes_and_the_rest_goes_on() public {
        vm.startPrank(owner);
        registry.renounceOwnership();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, owner));
        registry.recogniseAuthority(authorityId, false);
        vm.stopPrank();
        _publish(AUTHORITY_KEY, _root(2), true);
        _anchor(_releaseUnder(authorityId, _root(2)), publisher);
        assertTrue(registry.isProven(modelDigest, POLICY));
    }

    function test_Only_the_owner_adds_circuits() public {
        IGroth16Verifier verifier = _verifier(6, 4);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger));
        registry.addCircuit(verifier);
    }

    function test_A_circuit_is_added_once_for_1_4_and_16_slots() public {
        for (uint8 slots = 4; slots <= 16; slots += 12) {
            IGroth16Verifier verifier = _verifier(6, slots);
            vm.expectEmit();
            emit IProvenanceRegistry.CircuitAdded(
                slots, address(verifier), SetupKind.Development, "other", verifier.keyDigest()
            );
            vm.prank(owner);
            registry.addCircuit(verifier);
            assertEq(address(registry.circuit(slots)), address(verifier));

            vm.prank(owner);
            vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.CircuitAlreadyAdded.selector, slots));
            registry.addCircuit(verifier);
        }
    }

    function test_An_unsuitable_circuit_is_refused() public {
        _unsuitable(_verifier(6, 2), 2, 6);
        _unsuitable(_verifier(6, 0), 0, 6);
        _unsuitable(_verifier(5, 4), 4, 5);
        _unsuitable(_verifier(7, 4), 4, 7);
        _unsuitable(_verifier(8, 4), 4, 8);
    }

    function test_Ownership_moves_in_two_steps() public {
        vm.prank(owner);
        registry.transferOwnership(stranger);
        assertEq(registry.owner(), owner);
        vm.prank(stranger);
        registry.acceptOwnership();
        assertEq(registry.owner(), stranger);
    }

    function _unsuitable(IGroth16Verifier verifier, uint8 slots, uint256 inputs) private {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IProvenanceRegistry.UnsuitableCircuit.selector, slots, inputs));
        registry.addCircuit(verifier);
    }
}
