// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../src/Groth16Verifier.sol";
import { IGroth16Verifier } from "../src/interfaces/IGroth16Verifier.sol";
import { IVerifyingKey } from "../src/interfaces/IVerifyingKey.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { Points } from "./utils/Points.sol";
import { Groth16Simulator, Trapdoor } from "./utils/Trapdoor.sol";
import { Test } from "forge-std/Test.sol";

contract Groth16VerifierKeyTest is Test {
    uint256 private constant IC = 896;

    function test_A_key_of_the_wrong_length_is_refused(uint256 length) public {
        length = bound(length, 0, 2300);
        vm.assume(length < IC + 256 || (length - IC) % 128 != 0);
        _refused(new bytes(length), abi.encodeWithSelector(IVerifyingKey.InvalidKeyLength.selector, length));
    }

    function test_A_key_without_public_inputs_is_refused() public {
        bytes memory key = Groth16Simulator.sample(0, 1).key();
        _refused(key, abi.encodeWithSelector(IVerifyingKey.InvalidKeyLength.selector, key.length));
    }

    function test_Every_point_is_refused_at_infinity_off_the_curve_and_outside_the_subgroup() public {
        bytes memory key = Groth16Simulator.sample(2, 1).key();
        for (uint256 place = 0; place < key.length;) {
            bool inG2 = place >= 128 && place < IC;
            uint256 size = inG2 ? 256 : 128;
            _refusedPoint(key, place, new bytes(size));
            _refusedPoint(key, place, inG2 ? Points.g2OffCurve() : Points.g1OffCurve());
            _refusedPoint(key, place, inG2 ? Points.g2OutsideSubgroup() : Points.g1OutsideSubgroup());
            place += size;
        }
    }

    function test_A_coordinate_that_is_not_canonical_is_refused() public {
        bytes memory key = Groth16Simulator.sample(1, 1).key();
        _refusedPoint(key, 0, Points.g1NotCanonical());
        _refusedPoint(key, IC + 128, Points.g1NotCanonical());
    }

    function test_Points_outside_the_subgroup_that_cancel_are_refused() public {
        // 2·(0, 2) = −(0, 2), so three of them sum to infinity: a check of the sum alone would not see them.
        bytes memory key = Groth16Simulator.sample(2, 1).key();
        for (uint256 i = 0; i < 3; ++i) {
            _put(key, IC + 128 * i, Points.g1OutsideSubgroup());
        }
        _refused(key, abi.encodeWithSelector(IVerifyingKey.InvalidKeyPoint.selector));
    }

    function test_A_key_without_its_second_phase_is_refused() public {
        Trapdoor memory weak = Groth16Simulator.sample(8, 1);
        weak.delta = weak.gamma;
        _refusedAsDegenerate(weak);
        weak.delta = Bls12381.R - weak.gamma;
        _refusedAsDegenerate(weak);
        weak.delta = 1;
        _refusedAsDegenerate(weak);
        weak.delta = Bls12381.R - 1;
        _refusedAsDegenerate(weak);
    }

    /// @dev What phase 1 publishes is then enough to forge; tests/ChainProv.Groth16.Tests keeps such a forgery.
    function test_A_key_without_its_first_phase_is_refused() public {
        uint256[2] memory known = [uint256(1), Bls12381.R - 1];
        for (uint256 i = 0; i < known.length; ++i) {
            Trapdoor memory weak = Groth16Simulator.sample(8, 1);
            weak.alpha = known[i];
            _refusedAsDegenerate(weak);
            weak = Groth16Simulator.sample(8, 1);
            weak.beta = known[i];
            _refusedAsDegenerate(weak);
        }
    }

    function test_A_key_whose_beta_is_gamma_or_delta_is_refused() public {
        Trapdoor memory weak = Groth16Simulator.sample(8, 1);
        weak.beta = weak.gamma;
        _refusedAsDegenerate(weak);
        weak.beta = weak.delta;
        _refusedAsDegenerate(weak);
    }

    /// @dev The known forgery, kept: with γ = δ it meets the equation for any inputs, by A = α, B = β, C = −(IC₀ + Σ xᵢ·ICᵢ).
    function test_The_forgery_that_a_degenerate_key_allows_is_real() public view {
        Trapdoor memory weak = Groth16Simulator.sample(1, 1);
        uint256 sum = addmod(weak.ic[0], mulmod(12345, weak.ic[1], Bls12381.R), Bls12381.R);
        bytes memory gamma = Points.g2(weak.gamma);
        (, bool holds) = Bls12381.pairing(
            bytes.concat(
                bytes.concat(Points.g1(weak.alpha), Points.g2(weak.beta)),
                bytes.concat(Points.g1(Bls12381.R - weak.alpha), Points.g2(weak.beta)),
                bytes.concat(Points.g1(Bls12381.R - sum), gamma),
                bytes.concat(Points.g1(sum), gamma)
            )
        );
        assertTrue(holds);
    }

    /// @dev Every pair of a small key's, the constant's base among them.
    function test_A_key_two_of_whose_input_bases_agree_is_refused() public {
        for (uint256 i = 0; i < 4; ++i) {
            for (uint256 j = 0; j < i; ++j) {
                Trapdoor memory weak = Groth16Simulator.sample(3, 1);
                weak.ic[i] = weak.ic[j];
                _refusedAsDegenerate(weak);
                weak.ic[i] = Bls12381.R - weak.ic[j];
                _refusedAsDegenerate(weak);
            }
        }
    }

    /// @dev Why, kept: with IC₇ = IC₈ a proof for a policy and a context is one for others.
    function test_The_replay_that_equal_input_bases_allow_is_real() public view {
        Trapdoor memory weak = Groth16Simulator.sample(8, 1);
        weak.ic[7] = weak.ic[8];
        uint256[] memory inputs = new uint256[](8);
        inputs[6] = 100;
        inputs[7] = 5;
        bytes memory proof = weak.prove(inputs, 3);
        inputs[6] = 99;
        inputs[7] = 6;
        assertEq(proof, weak.prove(inputs, 3));
    }

    function test_A_key_that_claims_a_ceremony_is_refused_while_there_are_no_transcripts() public {
        bytes memory key = Groth16Simulator.sample(1, 1).key();
        vm.expectRevert(IVerifyingKey.CeremonyWithoutTranscript.selector);
        new Groth16Verifier(key, "circuit", 1, SetupKind.Ceremony);
    }

    function test_A_key_without_a_circuit_is_refused() public {
        bytes memory key = Groth16Simulator.sample(1, 1).key();
        vm.expectRevert(IVerifyingKey.MissingCircuitDigest.selector);
        new Groth16Verifier(key, 0, 1, SetupKind.Development);
    }

    function test_A_chain_without_the_precompiles_is_refused() public {
        bytes memory key = Groth16Simulator.sample(1, 1).key();
        vm.mockCall(address(0x0f), bytes(""), bytes(""));
        _refused(key, abi.encodeWithSelector(IVerifyingKey.PrecompilesMissing.selector));
    }

    function _refusedAsDegenerate(Trapdoor memory weak) private {
        _refused(weak.key(), abi.encodeWithSelector(IVerifyingKey.DegenerateKey.selector));
    }

    function _refusedPoint(bytes memory key, uint256 place, bytes memory point) private {
        bytes memory changed = bytes.concat(key);
        _put(changed, place, point);
        _refused(changed, abi.encodeWithSelector(IVerifyingKey.InvalidKeyPoint.selector));
    }

    function _refused(bytes memory key, bytes memory reason) private {
        vm.expectRevert(reason);
        new Groth16Verifier(key, "circuit", 1, SetupKind.Development);
    }

    function _put(bytes memory key, uint256 place, bytes memory point) private pure {
        for (uint256 i = 0; i < point.length; ++i) {
            key[place + i] = point[i];
        }
    }
}
