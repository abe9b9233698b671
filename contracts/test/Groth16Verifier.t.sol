// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { IVerifyingKey } from "../src/interfaces/IVerifyingKey.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { Precompile } from "../src/libraries/Precompile.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Points } from "./utils/Points.sol";
import { Rerandomise } from "./utils/Rerandomise.sol";
import { Groth16Simulator, Trapdoor } from "./utils/Trapdoor.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { Test } from "forge-std/Test.sol";

contract Groth16VerifierTest is Test {
    using Bytes for bytes;

    uint256 private constant INPUTS = 8;

    Trapdoor private trapdoor;
    Groth16Verifier private verifier;
    uint256[] private inputs;
    bytes private proof;

    function setUp() public {
        trapdoor = Groth16Simulator.sample(INPUTS, 1);
        verifier = new Groth16Verifier(trapdoor.key(), "circuit", 1, SetupKind.Development);
        inputs = _inputs(7);
        proof = trapdoor.prove(inputs, 3);
    }

    function test_A_valid_proof_is_accepted(uint256 seed) public view {
        uint256[] memory fresh = _inputs(seed);
        bytes memory made = trapdoor.prove(fresh, seed);
        assertTrue(verifier.verify(made, fresh));
        verifier.requireValid(made, fresh);
    }

    function test_A_key_of_any_number_of_inputs_works(uint256 count) public {
        count = bound(count, 1, 12);
        Trapdoor memory other = Groth16Simulator.sample(count, count);
        IGroth16Verifier its = new Groth16Verifier(other.key(), "circuit", 1, SetupKind.Development);
        uint256[] memory zeros = new uint256[](count);
        assertTrue(its.verify(other.prove(zeros, 5), zeros), "inputs of zero");
        zeros[count - 1] = Bls12381.R - 1;
        assertTrue(its.verify(other.prove(zeros, 5), zeros), "the largest input");
    }

    function test_The_key_can_be_read_back_as_it_was_given() public view {
        bytes memory key = trapdoor.key();
        assertEq(verifier.key(), key);
        assertEq(verifier.keyDigest(), keccak256(key));
        assertEq(verifier.circuitDigest(), bytes32("circuit"));
        assertEq(verifier.slots(), 1);
        assertEq(uint8(verifier.setup()), uint8(SetupKind.Development));
        assertEq(verifier.publicInputCount(), INPUTS);
    }

    function test_A_proof_for_other_inputs_is_refused(uint256 index, uint256 value) public view {
        uint256[] memory changed = inputs;
        index = bound(index, 0, INPUTS - 1);
        value = bound(value, 0, Bls12381.R - 1);
        vm.assume(value != changed[index]);
        changed[index] = value;
        assertFalse(verifier.verify(proof, changed));
    }

    function test_A_public_input_plus_r_is_refused(uint256 index) public {
        index = bound(index, 0, INPUTS - 1);
        uint256[] memory small = new uint256[](INPUTS);
        small[index] = 5;
        bytes memory made = trapdoor.prove(small, 1);
        assertTrue(verifier.verify(made, small));

        small[index] = 5 + Bls12381.R;
        assertFalse(verifier.verify(made, small));
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.PublicInputNotReduced.selector, index));
        verifier.requireValid(made, small);

        small[index] = Bls12381.R;
        assertFalse(verifier.verify(made, small));
    }

    function test_Any_changed_bit_is_refused(uint256 bit) public {
        bytes memory changed = proof;
        bit = bound(bit, 0, changed.length * 8 - 1);
        changed[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _refused(changed);
    }

    function test_A_wrong_length_is_refused(uint256 length) public {
        length = bound(length, 0, 1024);
        vm.assume(length != 512);
        bytes memory other = new bytes(length);
        for (uint256 i = 0; i < length && i < 512; ++i) {
            other[i] = proof[i];
        }
        assertFalse(verifier.verify(other, inputs));
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.InvalidProofLength.selector, length));
        verifier.requireValid(other, inputs);
    }

    function test_A_wrong_number_of_inputs_is_refused(uint256 count) public {
        count = bound(count, 0, 20);
        vm.assume(count != INPUTS);
        uint256[] memory other = new uint256[](count);
        assertFalse(verifier.verify(proof, other));
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.InvalidPublicInputCount.selector, count, INPUTS));
        verifier.requireValid(proof, other);
    }

    /// @dev Inputs left out would count as zero, were they not counted.
    function test_A_proof_of_zeros_needs_all_of_them() public view {
        bytes memory ofZeros = trapdoor.prove(new uint256[](INPUTS), 5);
        assertTrue(verifier.verify(ofZeros, new uint256[](INPUTS)));
        for (uint256 count = 0; count < INPUTS; ++count) {
            assertFalse(verifier.verify(ofZeros, new uint256[](count)));
        }
    }

    function test_The_all_zero_proof_is_refused() public {
        _refused(new bytes(512));
    }

    function test_Infinity_in_any_place_is_refused() public {
        _refused(_with(new bytes(128), _b(), _c()));
        _refused(_with(_a(), new bytes(256), _c()));
        _refused(_with(_a(), _b(), new bytes(128)));
    }

    /// @dev With A, B or C at infinity the equation can be met by whoever knows the trapdoor; it is refused even so.
    function test_Infinity_is_refused_also_where_the_equation_holds() public {
        uint256 c = Groth16Simulator.scalar(0, "c");
        // Choose the trapdoor so that α·β + IC₀·γ + c·δ = 0 for inputs of zero.
        Trapdoor memory weak = Groth16Simulator.sample(1, 2);
        uint256 r = Bls12381.R;
        uint256 sum = addmod(mulmod(weak.alpha, weak.beta, r), mulmod(c, weak.delta, r), r);
        weak.gamma = mulmod(r - sum, _inverse(weak.ic[0]), r);
        IGroth16Verifier its = new Groth16Verifier(weak.key(), "circuit", 1, SetupKind.Development);

        assertFalse(its.verify(_with(new bytes(128), _b(), Points.g1(c)), new uint256[](1)));
        assertFalse(its.verify(_with(_a(), new bytes(256), Points.g1(c)), new uint256[](1)));
        uint256 known = addmod(mulmod(weak.alpha, weak.beta, r), mulmod(weak.ic[0], weak.gamma, r), r);
        bytes memory b = Points.g2(mulmod(known, _inverse(7), r));
        assertFalse(its.verify(_with(Points.g1(7), b, new bytes(128)), new uint256[](1)));
        // With all three in place a proof of the same inputs is accepted.
        assertTrue(its.verify(weak.prove(new uint256[](1), 4), new uint256[](1)));
    }

    function test_A_point_off_the_curve_is_refused() public {
        _refused(_with(Points.g1OffCurve(), _b(), _c()));
        _refused(_with(_a(), Points.g2OffCurve(), _c()));
        _refused(_with(_a(), _b(), Points.g1OffCurve()));
    }

    function test_A_point_outside_its_subgroup_is_refused() public {
        _refused(_with(Points.g1OutsideSubgroup(), _b(), _c()));
        _refused(_with(_a(), Points.g2OutsideSubgroup(), _c()));
        _refused(_with(_a(), _b(), Points.g1OutsideSubgroup()));
    }

    /// @dev Adding a point of order 3 leaves every pairing's value as it was, so only the subgroup check can refuse.
    function test_A_proof_shifted_by_a_point_of_small_order_is_refused() public {
        _refused(_with(Points.addG1(_a(), Points.g1OutsideSubgroup()), _b(), _c()));
        _refused(_with(_a(), _b(), Points.addG1(_c(), Points.g1OutsideSubgroup())));
    }

    function test_A_coordinate_that_is_not_canonical_is_refused() public {
        bytes memory one = Points.g1NotCanonical();
        _refused(_with(one, _b(), _c()));
        _refused(_with(_a(), _b(), one));
    }

    function test_A_rerandomised_proof_is_accepted(uint256 rho, uint256 t) public view {
        bytes memory key = trapdoor.key();
        rho = bound(rho, 2, Bls12381.R - 1);
        t = bound(t, 1, Bls12381.R - 1);
        bytes memory other = Rerandomise.proof(key, proof, rho, t);
        assertNotEq(other, proof);
        assertTrue(verifier.verify(other, inputs));
    }

    function test_A_proof_for_another_key_is_refused() public {
        IGroth16Verifier other =
            new Groth16Verifier(Groth16Simulator.sample(INPUTS, 99).key(), "circuit", 1, SetupKind.Development);
        assertFalse(other.verify(proof, inputs));
    }

    function test_A_refused_proof_costs_little_more_than_a_valid_one() public view {
        bytes memory bad = _with(Points.g1OutsideSubgroup(), _b(), _c());
        uint256[] memory given = inputs;
        uint256 before = gasleft();
        assertFalse(verifier.verify(bad, given));
        assertLt(before - gasleft(), 275_000);
    }

    function test_Too_little_gas_reverts_and_is_no_refusal(uint256 gas_) public view {
        gas_ = bound(gas_, 3_000, 300_000);
        try verifier.verify{ gas: gas_ }(proof, inputs) returns (bool valid) {
            assertTrue(valid, "a valid proof refused for want of gas");
        } catch (bytes memory reason) {
            assertTrue(reason.length == 0 || bytes4(reason) == Precompile.InsufficientGas.selector);
        }
    }

    function test_Without_any_one_precompile_no_proof_is_accepted() public {
        address[3] memory needed = [address(0x0b), address(0x0c), address(0x0f)];
        for (uint256 i = 0; i < needed.length; ++i) {
            vm.mockCall(needed[i], bytes(""), bytes(""));
            assertFalse(verifier.verify(proof, inputs));
            assertFalse(verifier.verify(new bytes(512), new uint256[](INPUTS)));
            vm.clearMockedCalls();
        }
        for (uint256 i = 0; i < needed.length; ++i) {
            vm.mockCall(needed[i], bytes(""), bytes(""));
        }
        assertFalse(verifier.verify(proof, inputs));
        vm.clearMockedCalls();
        assertTrue(verifier.verify(proof, inputs));
    }

    /// @dev Were an empty answer taken for a sum, the inputs would count for nothing: these two would be accepted.
    function test_Without_sums_a_proof_does_not_hold_for_all_inputs() public {
        Trapdoor memory other = Groth16Simulator.sample(INPUTS, 1);
        bytes memory ofZeros = other.prove(new uint256[](INPUTS), 5);
        other.ic = new uint256[](INPUTS + 1);
        bytes memory ofNothing = other.prove(new uint256[](INPUTS), 5);

        vm.mockCall(address(0x0c), bytes(""), bytes(""));
        assertFalse(verifier.verify(ofZeros, inputs));
        vm.clearMockedCalls();
        vm.mockCall(address(0x0b), bytes(""), bytes(""));
        assertFalse(verifier.verify(ofNothing, inputs));
    }

    function _refused(bytes memory bad) private {
        assertFalse(verifier.verify(bad, inputs));
        vm.expectRevert(IVerifyingKey.InvalidProof.selector);
        verifier.requireValid(bad, inputs);
    }

    function _a() private view returns (bytes memory) {
        bytes memory whole = proof;
        return whole.slice(0, 128);
    }

    function _b() private view returns (bytes memory) {
        bytes memory whole = proof;
        return whole.slice(128, 384);
    }

    function _c() private view returns (bytes memory) {
        bytes memory whole = proof;
        return whole.slice(384);
    }

    function _with(bytes memory a, bytes memory b, bytes memory c) private pure returns (bytes memory) {
        return bytes.concat(a, b, c);
    }

    function _inputs(uint256 seed) private pure returns (uint256[] memory sampled) {
        sampled = new uint256[](INPUTS);
        for (uint256 i = 0; i < INPUTS; ++i) {
            unchecked {
                sampled[i] = Groth16Simulator.scalar(seed + i, "input");
            }
        }
    }

    function _inverse(uint256 x) private view returns (uint256 y) {
        (, bytes memory result) = address(0x05).staticcall(abi.encode(32, 32, 32, x, Bls12381.R - 2, Bls12381.R));
        y = abi.decode(result, (uint256));
    }
}
