// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { KzgOpening } from "../../src/libraries/KzgOpening.sol";
import { Precompile } from "../../src/libraries/Precompile.sol";
import { Points } from "../utils/Points.sol";
import { Test } from "forge-std/Test.sol";

/// @dev The fixture's openings are the library's of .NET; KzgOnChainTests.cs there wrote them and compares them.
contract KzgOpeningTest is Test {
    struct Opening {
        bytes commitment;
        bytes32 versionedHash;
        uint256 z;
        uint256 y;
        bytes proof;
    }

    string private _fixture;
    Opening[] private _ethereum;
    Opening[] private _other;
    bytes private _ethereumNegatedTau;
    bytes private _otherNegatedTau;

    function setUp() public {
        _fixture = vm.readFile("contracts/test/fixtures/kzg-openings.json");
        _read("ethereum", _ethereum);
        _read("other", _other);
        _ethereumNegatedTau = vm.parseJsonBytes(_fixture, ".ethereumNegatedTau");
        _otherNegatedTau = vm.parseJsonBytes(_fixture, ".otherNegatedTau");
    }

    function test_Openings_under_Ethereums_powers_are_valid_either_way() public view {
        assertEq(_ethereum.length, 11);
        for (uint256 i = 0; i < _ethereum.length; ++i) {
            assertTrue(_byPrecompile(_ethereum[i]));
            assertTrue(_byPairing(_ethereum[i], _ethereumNegatedTau));
        }
    }

    function test_Openings_under_other_powers_are_valid_by_pairing_only() public view {
        assertEq(_other.length, 11);
        for (uint256 i = 0; i < _other.length; ++i) {
            assertTrue(_byPairing(_other[i], _otherNegatedTau));
            // A constant's opening says nothing of tau.
            bool isConstant = Bls12381.isInfinity(_other[i].proof);
            assertEq(_byPairing(_other[i], _ethereumNegatedTau), isConstant);
            assertEq(_byPrecompile(_other[i]), isConstant);
        }
    }

    function test_A_versioned_hash_names_a_commitment() public view {
        for (uint256 i = 0; i < _ethereum.length; ++i) {
            assertEq(KzgOpening.versionedHash(_ethereum[i].commitment), _ethereum[i].versionedHash);
        }
        // The empty blob's, known from elsewhere.
        assertEq(
            KzgOpening.versionedHash(new bytes(128)), 0x010657f37554c781402a22917dee2f75def7ab966d7b770905398eba3c444014
        );
    }

    function test_Another_value_is_refused(uint256 index, uint256 y) public view {
        Opening memory opening = _any(index);
        y = bound(y, 0, Bls12381.R - 1);
        vm.assume(y != opening.y);
        opening.y = y;
        _refused(opening);
    }

    function test_Another_point_is_refused(uint256 index, uint256 z) public view {
        Opening memory opening = _any(index);
        z = bound(z, 0, Bls12381.R - 1);
        vm.assume(z != opening.z && !Bls12381.isInfinity(opening.proof));
        opening.z = z;
        _refused(opening);
    }

    function test_A_scalar_that_is_not_below_the_order_is_refused(uint256 excess) public view {
        for (uint256 i = 0; i < _ethereum.length; ++i) {
            Opening memory opening = _ethereum[i];
            opening.y += Bls12381.R;
            _refused(opening);
            opening.y -= Bls12381.R;
            opening.z += Bls12381.R;
            _refused(opening);
            opening.z = bound(excess, Bls12381.R, type(uint256).max);
            _refused(opening);
        }
    }

    function test_Another_commitment_or_proof_is_refused(uint256 index, uint256 scalar) public view {
        bytes memory difference = Points.g1(bound(scalar, 1, Bls12381.R - 1));
        Opening memory opening = _any(index);
        opening.commitment = Points.addG1(opening.commitment, difference);
        _refused(opening);
        opening = _any(index);
        opening.proof = Points.addG1(opening.proof, difference);
        _refused(opening);
    }

    function test_Commitment_and_proof_are_not_exchanged() public view {
        Opening memory opening = _ethereum[0];
        (opening.commitment, opening.proof) = (opening.proof, opening.commitment);
        _refused(opening);
    }

    function test_A_point_that_is_none_is_refused() public view {
        bytes[6] memory bad = [
            Points.g1OutsideSubgroup(),
            Points.g1OffCurve(),
            Points.g1NotCanonical(),
            bytes.concat(Bls12381.G1_GENERATOR, hex"00"),
            new bytes(127),
            bytes("")
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            Opening memory opening = _ethereum[0];
            opening.commitment = bad[i];
            _refused(opening);
            opening = _ethereum[0];
            opening.proof = bad[i];
            _refused(opening);
        }
    }

    function test_A_point_with_a_part_outside_the_subgroup_is_refused() public view {
        Opening memory opening = _ethereum[0];
        opening.commitment = Points.addG1(opening.commitment, Points.g1OutsideSubgroup());
        _refused(opening);
        opening = _ethereum[0];
        opening.proof = Points.addG1(opening.proof, Points.g1OutsideSubgroup());
        _refused(opening);
    }

    /// @dev The precompile sees x and a sign: without a look at the point these would pass for the right one.
    function test_A_commitment_has_one_encoding() public view {
        bytes memory right = _ethereum[0].commitment;
        for (uint256 i = 0; i < 128; ++i) {
            Opening memory opening = _ethereum[0];
            opening.commitment = bytes.concat(right);
            opening.commitment[i] ^= 0x01;
            _refused(opening);
            opening = _ethereum[0];
            opening.proof = bytes.concat(opening.proof);
            opening.proof[i] ^= 0x01;
            _refused(opening);
        }
    }

    function test_A_tau_that_is_no_point_is_refused() public view {
        assertFalse(_byPairing(_other[0], Points.g2OutsideSubgroup()));
        assertFalse(_byPairing(_other[0], Points.g2OffCurve()));
        assertFalse(_byPairing(_other[0], new bytes(255)));
        assertFalse(_byPairing(_other[0], bytes.concat(_otherNegatedTau, hex"00")));
        assertFalse(_byPairing(_other[0], Points.mulG2(_otherNegatedTau, Bls12381.R - 1)));
    }

    function test_An_answer_that_is_not_the_constants_is_refused() public {
        bytes[7] memory answers = [
            bytes(""),
            abi.encode(1),
            abi.encode(4096, Bls12381.R, 0),
            abi.encode(0, 0),
            abi.encode(4095, Bls12381.R),
            abi.encode(4096, Bls12381.R - 1),
            abi.encode(Bls12381.R, 4096)
        ];
        for (uint256 i = 0; i < answers.length; ++i) {
            vm.mockCall(address(0x0a), bytes(""), answers[i]);
            assertFalse(_byPrecompile(_ethereum[0]));
        }
        vm.mockCall(address(0x0a), bytes(""), abi.encode(4096, Bls12381.R));
        assertTrue(_byPrecompile(_ethereum[0]));
    }

    function test_A_missing_precompile_verifies_nothing() public {
        for (uint160 precompile = 0x0a; precompile <= 0x0f; ++precompile) {
            if (precompile == 0x0d || precompile == 0x0e) continue; // of G2: not used
            vm.mockCall(address(precompile), bytes(""), "");
            if (precompile <= 0x0b) assertFalse(_byPrecompile(_ethereum[0]));
            else assertFalse(_byPairing(_ethereum[0], _ethereumNegatedTau));
            vm.clearMockedCalls();
        }
    }

    function test_Too_little_gas_reverts_and_is_no_refusal() public {
        Opening memory opening = _ethereum[0];
        for (uint256 gas_ = 20_000; gas_ < 160_000; gas_ += 5_000) {
            try this.byPrecompile{ gas: gas_ }(opening) returns (bool valid) {
                assertTrue(valid, "refused for want of gas");
            } catch (bytes memory reason) {
                assertTrue(reason.length == 0 || bytes4(reason) == Precompile.InsufficientGas.selector);
            }
            try this.byPairing{ gas: gas_ }(opening, _ethereumNegatedTau) returns (bool valid) {
                assertTrue(valid, "refused for want of gas");
            } catch (bytes memory reason) {
                assertTrue(reason.length == 0 || bytes4(reason) == Precompile.InsufficientGas.selector);
            }
        }
    }

    function test_What_an_opening_costs() public {
        assertTrue(this.byPrecompile(_ethereum[0]));
        assertLt(vm.snapshotGasLastCall("KzgOpening", "by point evaluation"), 65_000);
        assertTrue(this.byPairing(_ethereum[0], _ethereumNegatedTau));
        assertLt(vm.snapshotGasLastCall("KzgOpening", "by pairing"), 150_000);
    }

    function byPrecompile(Opening calldata opening) external view returns (bool) {
        return KzgOpening.verify(opening.commitment, opening.z, opening.y, opening.proof);
    }

    function byPairing(Opening calldata opening, bytes calldata negatedTau) external view returns (bool) {
        return KzgOpening.verify(opening.commitment, opening.z, opening.y, opening.proof, negatedTau);
    }

    function _refused(Opening memory opening) private view {
        assertFalse(_byPrecompile(opening), "by point evaluation");
        assertFalse(_byPairing(opening, _ethereumNegatedTau), "by pairing");
    }

    function _byPrecompile(Opening memory opening) private view returns (bool) {
        return KzgOpening.verify(opening.commitment, opening.z, opening.y, opening.proof);
    }

    function _byPairing(Opening memory opening, bytes memory negatedTau) private view returns (bool) {
        return KzgOpening.verify(opening.commitment, opening.z, opening.y, opening.proof, negatedTau);
    }

    function _any(uint256 index) private view returns (Opening memory) {
        return _ethereum[bound(index, 0, _ethereum.length - 1)];
    }

    function _read(string memory name, Opening[] storage openings) private {
        string memory path;
        while (vm.keyExistsJson(_fixture, path = string.concat(".", name, "[", vm.toString(openings.length), "]"))) {
            openings.push(
                Opening({
                    commitment: vm.parseJsonBytes(_fixture, string.concat(path, ".commitment")),
                    versionedHash: vm.parseJsonBytes32(_fixture, string.concat(path, ".versionedHash")),
                    z: vm.parseJsonUint(_fixture, string.concat(path, ".z")),
                    y: vm.parseJsonUint(_fixture, string.concat(path, ".y")),
                    proof: vm.parseJsonBytes(_fixture, string.concat(path, ".proof"))
                })
            );
        }
    }
}
