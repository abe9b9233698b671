// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CommitmentVerifier } from "../src/CommitmentVerifier.sol";
import { ICommitmentVerifier } from "../src/interfaces/ICommitmentVerifier.sol";
import { IVerifyingKey } from "../src/interfaces/IVerifyingKey.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { Precompile } from "../src/libraries/Precompile.sol";
import { SetupKind } from "../src/types/SetupKind.sol";
import { CommitmentProof, CommitmentSimulator, CommitmentTrapdoor } from "./utils/CommitmentTrapdoor.sol";
import { Points } from "./utils/Points.sol";
import { Groth16Simulator } from "./utils/Trapdoor.sol";
import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Test } from "forge-std/Test.sol";

contract CommitmentVerifierTest is Test {
    using Bytes for bytes;

    uint256 private constant INPUTS = 4;
    uint32 private constant VECTORS = 2;

    CommitmentTrapdoor private trapdoor;
    CommitmentVerifier private verifier;
    uint256[] private inputs;
    uint256[] private logarithms;
    bytes private vectors;
    bytes private proof;

    function setUp() public {
        trapdoor = CommitmentSimulator.sample(INPUTS, VECTORS, 1);
        verifier = _deploy(trapdoor.key());
        inputs = _scalars(INPUTS, 7);
        logarithms = _scalars(VECTORS, 8);
        vectors = CommitmentSimulator.points(logarithms);
        proof = trapdoor.encode(trapdoor.prove(inputs, logarithms, 3));
    }

    function test_A_valid_proof_is_accepted(uint256 seed) public view {
        seed = bound(seed, 0, type(uint128).max);
        uint256[] memory freshInputs = _scalars(INPUTS, seed);
        uint256[] memory freshVectors = _scalars(VECTORS, seed + 1);
        bytes memory made = trapdoor.encode(trapdoor.prove(freshInputs, freshVectors, seed));
        assertTrue(verifier.verify(made, freshInputs, CommitmentSimulator.points(freshVectors)));
        verifier.requireValid(made, freshInputs, CommitmentSimulator.points(freshVectors));
    }

    function test_Keys_of_any_number_of_inputs_and_vectors_work(uint256 count, uint256 chunks) public {
        count = bound(count, 0, 6);
        chunks = bound(chunks, 0, 5);
        if (count == 0 && chunks == 0) count = 1;
        CommitmentTrapdoor memory other = CommitmentSimulator.sample(count, uint32(chunks), count + chunks);
        CommitmentVerifier its = _deploy(other.key());
        assertEq(its.publicInputCount(), count);
        assertEq(its.vectorCommitmentCount(), chunks);
        uint256[] memory zeros = new uint256[](count);
        uint256[] memory theirs = _scalars(chunks, 5);
        bytes memory made = other.encode(other.prove(zeros, theirs, 6));
        assertTrue(its.verify(made, zeros, CommitmentSimulator.points(theirs)));
        made[300] ^= 0x01;
        assertFalse(its.verify(made, zeros, CommitmentSimulator.points(theirs)));
    }

    function test_The_key_can_be_read_back_as_it_was_given() public view {
        bytes memory key = trapdoor.key();
        assertEq(verifier.key(), key);
        assertEq(verifier.keyDigest(), keccak256(key));
        assertEq(verifier.circuitDigest(), bytes32("circuit"));
        assertEq(uint8(verifier.setup()), uint8(SetupKind.Development));
        assertEq(verifier.publicInputCount(), INPUTS);
    }

    function test_A_proof_for_other_inputs_is_refused(uint256 index, uint256 value) public view {
        uint256[] memory changed = inputs;
        index = bound(index, 0, INPUTS - 1);
        value = bound(value, 0, Bls12381.R - 1);
        vm.assume(value != changed[index]);
        changed[index] = value;
        assertFalse(verifier.verify(proof, changed, vectors));
    }

    function test_A_proof_for_other_vectors_is_refused(uint256 scalar) public view {
        uint256[] memory changed = logarithms;
        changed[scalar % VECTORS] = bound(scalar, 0, Bls12381.R - 1);
        assertFalse(verifier.verify(proof, inputs, CommitmentSimulator.points(changed)));
        bytes memory whole = vectors;
        assertFalse(verifier.verify(proof, inputs, bytes.concat(whole.slice(128), whole.slice(0, 128))), "swapped");
    }

    function test_Any_changed_bit_is_refused(uint256 bit) public {
        bytes memory changed = proof;
        bit = bound(bit, 0, changed.length * 8 - 1);
        changed[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _refused(changed);
    }

    function test_Any_changed_bit_of_a_vector_is_refused(uint256 bit) public view {
        bytes memory changed = vectors;
        bit = bound(bit, 0, changed.length * 8 - 1);
        changed[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        assertFalse(verifier.verify(proof, inputs, changed));
    }

    /// @dev Whoever knows the trapdoor meets each equation by itself: with the same factor for two of them, an error in one could be
    /// made up for in the other.
    function test_No_equation_makes_up_for_another(uint256 lack) public view {
        lack = bound(lack, 1, Bls12381.R - 1);
        uint256 minusLack = Bls12381.R - lack;
        uint256 delta = Math.invModPrime(trapdoor.groth16.delta, Bls12381.R);
        uint256[2] memory signs = [lack, minusLack];
        for (uint256 i = 0; i < 2; ++i) {
            // P for what the first equation lacks.
            CommitmentProof memory made = trapdoor.prove(inputs, logarithms, 3);
            made.p = addmod(made.p, signs[i], Bls12381.R);
            made.c = addmod(made.c, mulmod(lack, delta, Bls12381.R), Bls12381.R);
            assertFalse(verifier.verify(trapdoor.encode(made), inputs, vectors), "P for C");

            // The evaluation for what the first equation lacks, and P for the evaluation.
            made = trapdoor.prove(inputs, logarithms, 3);
            made.y = addmod(made.y, lack, Bls12381.R);
            uint256 ofInput = mulmod(lack, trapdoor.groth16.ic[INPUTS + 2], Bls12381.R);
            made.c = addmod(made.c, mulmod(Bls12381.R - ofInput, delta, Bls12381.R), Bls12381.R);
            assertFalse(verifier.verify(trapdoor.encode(made), inputs, vectors), "a false evaluation");
            made.p = addmod(made.p, signs[i], Bls12381.R);
            assertFalse(verifier.verify(trapdoor.encode(made), inputs, vectors), "P for the evaluation");
        }
    }

    /// @dev Were ρ a hash of the transcript alone, P could make up for an error in C; were it one without y and π, y could.
    function test_The_factor_depends_on_all_of_the_proof(uint256 lack) public view {
        lack = bound(lack, 1, Bls12381.R - 1);
        CommitmentProof memory forged = trapdoor.prove(inputs, logarithms, 3);
        forged.c = addmod(
            forged.c, mulmod(lack, Math.invModPrime(trapdoor.groth16.delta, Bls12381.R), Bls12381.R), Bls12381.R
        );
        bytes32 transcript = trapdoor.transcript(forged.d, inputs, logarithms);

        // X + ρ·P must be less by what C has too much.
        uint256 factor = uint256(keccak256(bytes.concat(transcript))) >> 8;
        uint256 honest = forged.p;
        forged.p =
            addmod(honest, Bls12381.R - mulmod(lack, Math.invModPrime(factor, Bls12381.R), Bls12381.R), Bls12381.R);
        assertFalse(verifier.verify(trapdoor.encode(forged), inputs, vectors), "P");

        // X − ρ²·y·G₁ changes with y by IC − ρ².
        forged.p = honest;
        factor = uint256(keccak256(bytes.concat(transcript, trapdoor.encode(forged).slice(0, 768)))) >> 8;
        uint256 slope =
            addmod(mulmod(factor, factor, Bls12381.R), Bls12381.R - trapdoor.groth16.ic[INPUTS + 2], Bls12381.R);
        forged.y = addmod(forged.y, mulmod(lack, Math.invModPrime(slope, Bls12381.R), Bls12381.R), Bls12381.R);
        assertFalse(verifier.verify(trapdoor.encode(forged), inputs, vectors), "y");
    }

    /// @dev Without the check of P, what the public inputs lack can be put into D.
    function test_A_commitment_to_what_is_not_of_the_key_is_refused() public {
        uint256[] memory lie = inputs;
        lie[0] = addmod(lie[0], 1, Bls12381.R);
        CommitmentProof memory forged;
        forged.d = addmod(Groth16Simulator.scalar(3, "d"), Bls12381.R - trapdoor.groth16.ic[1], Bls12381.R);
        forged.p = mulmod(Groth16Simulator.scalar(3, "d"), trapdoor.sigma, Bls12381.R);
        forged = trapdoor.complete(forged, lie, logarithms, trapdoor.challenge(forged.d, lie, logarithms), 3);
        assertFalse(verifier.verify(trapdoor.encode(forged), lie, vectors));
        forged.p = mulmod(forged.d, trapdoor.sigma, Bls12381.R);
        assertTrue(verifier.verify(trapdoor.encode(forged), lie, vectors), "with the proof of knowledge it is accepted");
    }

    function test_A_challenge_that_was_known_before_is_refused(uint256 challenge) public view {
        challenge = bound(challenge, 0, type(uint248).max);
        CommitmentProof memory forged = trapdoor.prove(inputs, logarithms, 3);
        forged = trapdoor.complete(forged, inputs, logarithms, challenge, 3);
        assertFalse(verifier.verify(trapdoor.encode(forged), inputs, vectors));
    }

    function test_A_stale_opening_is_refused() public {
        CommitmentProof memory made = trapdoor.prove(inputs, logarithms, 3);
        CommitmentProof memory stale = trapdoor.prove(inputs, logarithms, 4);
        made.pi = stale.pi;
        _refused(trapdoor.encode(made));
        made.y = stale.y;
        _refused(trapdoor.encode(made));
    }

    function test_An_input_or_an_evaluation_plus_r_is_refused() public {
        uint256[] memory small = new uint256[](INPUTS);
        bytes memory made = trapdoor.encode(trapdoor.prove(small, logarithms, 1));
        assertTrue(verifier.verify(made, small, vectors));
        small[1] = Bls12381.R;
        assertFalse(verifier.verify(made, small, vectors));
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.PublicInputNotReduced.selector, 1));
        verifier.requireValid(made, small, vectors);

        CommitmentProof memory other = trapdoor.prove(inputs, logarithms, 3);
        vm.assume(other.y < type(uint256).max - Bls12381.R);
        other.y += Bls12381.R;
        _refused(trapdoor.encode(other));
    }

    function test_Wrong_lengths_are_refused(uint256 length) public {
        length = bound(length, 0, 1200);
        vm.assume(length != 928);
        assertFalse(verifier.verify(new bytes(length), inputs, vectors));
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.InvalidProofLength.selector, length));
        verifier.requireValid(new bytes(length), inputs, vectors);

        vm.assume(length != 256);
        assertFalse(verifier.verify(proof, inputs, new bytes(length)));
        vm.expectRevert(abi.encodeWithSelector(ICommitmentVerifier.InvalidVectorsLength.selector, length));
        verifier.requireValid(proof, inputs, new bytes(length));

        uint256 count = length % 20;
        vm.assume(count != INPUTS);
        assertFalse(verifier.verify(proof, new uint256[](count), vectors));
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.InvalidPublicInputCount.selector, count, INPUTS));
        verifier.requireValid(proof, new uint256[](count), vectors);
    }

    function test_Infinity_in_a_proof_is_refused() public {
        _refused(new bytes(928));
        uint256[5] memory starts = [uint256(0), 128, 384, 512, 640];
        for (uint256 i = 0; i < starts.length; ++i) {
            _refused(_replaced(proof, starts[i], new bytes(i == 1 ? 256 : 128)));
        }
    }

    /// @dev A point of order 3 leaves every pairing's value as it was, so only the subgroup check can refuse.
    function test_A_point_outside_its_subgroup_is_refused_wherever_it_stands() public {
        uint256[5] memory starts = [uint256(0), 384, 512, 640, 800];
        for (uint256 i = 0; i < starts.length; ++i) {
            bytes memory whole = proof;
            bytes memory point = whole.slice(starts[i], starts[i] + 128);
            _refused(_replaced(proof, starts[i], Points.addG1(point, Points.g1OutsideSubgroup())));
            _refused(_replaced(proof, starts[i], Points.g1OffCurve()));
        }
        _refused(_replaced(proof, 128, Points.g2OutsideSubgroup()));
        bytes memory first = Points.addG1(Points.g1(logarithms[0]), Points.g1OutsideSubgroup());
        assertFalse(verifier.verify(proof, inputs, bytes.concat(first, Points.g1(logarithms[1]))));
    }

    function test_Too_little_gas_reverts_and_is_no_refusal(uint256 gas_) public view {
        gas_ = bound(gas_, 3_000, 450_000);
        try verifier.verify{ gas: gas_ }(proof, inputs, vectors) returns (bool valid) {
            assertTrue(valid, "a valid proof refused for want of gas");
        } catch (bytes memory reason) {
            assertTrue(reason.length == 0 || bytes4(reason) == Precompile.InsufficientGas.selector);
        }
    }

    function test_Without_any_one_precompile_no_proof_is_accepted() public {
        address[3] memory needed = [address(0x0b), address(0x0c), address(0x0f)];
        for (uint256 i = 0; i < needed.length; ++i) {
            vm.mockCall(needed[i], bytes(""), bytes(""));
            assertFalse(verifier.verify(proof, inputs, vectors));
            vm.clearMockedCalls();
        }
        assertTrue(verifier.verify(proof, inputs, vectors));
    }

    function test_A_key_whose_secrets_are_known_or_not_its_own_is_refused() public {
        uint256[2] memory known = [uint256(1), Bls12381.R - 1];
        for (uint256 i = 0; i < known.length; ++i) {
            _refusedSecrets(known[i], trapdoor.tau);
            _refusedSecrets(trapdoor.sigma, known[i]);
        }
        _refusedSecrets(trapdoor.groth16.beta, trapdoor.tau);
        _refusedSecrets(trapdoor.sigma, trapdoor.groth16.beta);
        _refusedSecrets(Bls12381.R - trapdoor.groth16.delta, trapdoor.tau);
        _refusedSecrets(trapdoor.sigma, trapdoor.sigma);
        CommitmentTrapdoor memory other = trapdoor;
        other.groth16.gamma = 5;
        _refusedKey(other.key(), IVerifyingKey.DegenerateKey.selector);
    }

    function test_A_key_with_another_header_is_refused() public {
        bytes memory key = trapdoor.key();
        key[3] ^= 0x01;
        _refusedKey(key, IVerifyingKey.InvalidKeyPoint.selector);
        key = trapdoor.key();
        _refusedLength(key.slice(0, key.length - 1));
        _refusedLength(key.slice(0, 64));
        _refusedLength("");
        // The inputs but c and y are gone, and then y.
        key = CommitmentSimulator.sample(0, 0, 1).key();
        _refusedLength(key);
        key = CommitmentSimulator.sample(0, 1, 1).key();
        assertEq(_deploy(key).publicInputCount(), 0);
        _refusedLength(key.slice(0, key.length - 128));
    }

    function test_A_point_of_the_key_at_infinity_or_outside_its_group_is_refused() public {
        bytes memory key = trapdoor.key();
        for (uint256 start = 32; start < key.length;) {
            bool inG2 = start >= 160 && start < 160 + 5 * 256;
            _refusedKey(_replaced(key, start, new bytes(inG2 ? 256 : 128)), IVerifyingKey.InvalidKeyPoint.selector);
            bytes memory outside = inG2 ? Points.g2OutsideSubgroup() : Points.g1OutsideSubgroup();
            _refusedKey(_replaced(key, start, outside), IVerifyingKey.InvalidKeyPoint.selector);
            start += inG2 ? 256 : 128;
        }
    }

    function _refusedSecrets(uint256 sigma, uint256 tau) private {
        CommitmentTrapdoor memory other = trapdoor;
        (other.sigma, other.tau) = (sigma, tau);
        _refusedKey(other.key(), IVerifyingKey.DegenerateKey.selector);
    }

    function _refusedLength(bytes memory key) private {
        vm.expectRevert(abi.encodeWithSelector(IVerifyingKey.InvalidKeyLength.selector, key.length));
        _deploy(key);
    }

    function _refusedKey(bytes memory key, bytes4 reason) private {
        vm.expectRevert(reason);
        _deploy(key);
    }

    function _refused(bytes memory bad) private {
        assertFalse(verifier.verify(bad, inputs, vectors));
        vm.expectRevert(IVerifyingKey.InvalidProof.selector);
        verifier.requireValid(bad, inputs, vectors);
    }

    function _deploy(bytes memory key) private returns (CommitmentVerifier) {
        return new CommitmentVerifier(key, "circuit", SetupKind.Development);
    }

    function _replaced(bytes memory whole, uint256 start, bytes memory part) private pure returns (bytes memory) {
        return bytes.concat(whole.slice(0, start), part, whole.slice(start + part.length));
    }

    function _scalars(uint256 count, uint256 seed) private pure returns (uint256[] memory scalars) {
        scalars = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            unchecked {
                scalars[i] = Groth16Simulator.scalar(seed + i, "scalar");
            }
        }
    }
}
