// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { Points } from "../utils/Points.sol";
import { Test } from "forge-std/Test.sol";

contract Bls12381Test is Test {
    function test_Every_EIP_2537_vector_gives_its_answer() public view {
        string memory vectors = vm.readFile("tests/vectors/eip2537.json");
        uint256 count;
        for (; vm.keyExistsJson(vectors, _path(count, "n")); ++count) {
            address precompile = address(uint160(vm.parseJsonUint(vectors, _path(count, "a"))));
            bytes memory input = _hex(vm.parseJsonString(vectors, _path(count, "d")));
            string memory expected = vm.parseJsonString(vectors, _path(count, "out"));
            (bool accepted, bytes memory output) = precompile.staticcall{ gas: 1_000_000 }(input);

            string memory name = vm.parseJsonString(vectors, _path(count, "n"));
            if (keccak256(bytes(expected)) == keccak256("null")) assertFalse(accepted, name);
            else assertEq(output, _hex(expected), name);
        }
        assertEq(count, 24);
    }

    function test_The_precompiles_are_available() public view {
        assertTrue(Bls12381.isAvailable());
    }

    function test_A_chain_without_any_one_precompile_is_noticed() public {
        for (uint160 precompile = 0x0b; precompile <= 0x0f; ++precompile) {
            if (precompile == 0x0d) continue; // G2ADD: used for hashing only, where its absence reverts
            vm.mockCall(address(precompile), bytes(""), "");
            assertFalse(Bls12381.isAvailable());
            vm.clearMockedCalls();
        }
        assertTrue(Bls12381.isAvailable());
    }

    function test_A_pairing_precompile_that_always_says_one_is_noticed() public {
        vm.mockCall(address(0x0f), bytes(""), abi.encode(1));
        assertFalse(Bls12381.isAvailable());
    }

    function test_An_empty_answer_is_no_answer() public {
        vm.mockCall(address(0x0c), bytes(""), "");
        (bool accepted,) = Bls12381.negateG1(Bls12381.G1_GENERATOR);
        assertFalse(accepted);
    }

    function test_Sums_of_many_points_refuse_what_addition_would_take() public view {
        (bool added,) = Bls12381.g1Add(Points.g1OutsideSubgroup(), Bls12381.G1_GENERATOR);
        assertTrue(added, "the trap: addition checks no subgroup");
        (bool g1,) = Bls12381.negateG1(Points.g1OutsideSubgroup());
        (bool g2,) = Bls12381.negateG2(Points.g2OutsideSubgroup());
        assertFalse(g1 || g2);
        (g1,) = Bls12381.negateG1(Points.g1OffCurve());
        (g2,) = Bls12381.negateG2(Points.g2OffCurve());
        assertFalse(g1 || g2);
        (g1,) = Bls12381.negateG1(Points.g1NotCanonical());
        assertFalse(g1);
    }

    function test_A_refusal_burns_little_more_than_the_price() public view {
        bytes memory pair = bytes.concat(Points.g1OutsideSubgroup(), Bls12381.G2_GENERATOR);
        uint256 before = gasleft();
        (bool accepted,) = Bls12381.pairing(pair);
        assertFalse(accepted);
        assertLt(before - gasleft(), 78_000); // the price is 70,300
    }

    function test_Too_little_gas_reverts_and_is_no_refusal() public {
        for (uint256 gas_ = 5_000; gas_ < 150_000; gas_ += 1_000) {
            try this.pairGenerators{ gas: gas_ }() returns (bool accepted) {
                assertTrue(accepted, "refused for want of gas");
            } catch (bytes memory reason) {
                assertTrue(reason.length == 0 || bytes4(reason) == Bls12381.InsufficientGas.selector);
            }
        }
        assertTrue(this.pairGenerators{ gas: 150_000 }());
    }

    function test_Sums_of_many_points_cost_no_more_than_is_allowed_for(uint256 count) public view {
        bytes memory terms;
        for (uint256 i = bound(count, 1, 40); i > 0; --i) {
            terms = bytes.concat(terms, Bls12381.G1_GENERATOR, bytes32(i));
        }
        (bool accepted,) = Bls12381.g1Msm(terms);
        assertTrue(accepted);
    }

    function pairGenerators() external view returns (bool accepted) {
        (accepted,) = Bls12381.pairing(bytes.concat(Bls12381.G1_GENERATOR, Bls12381.G2_GENERATOR));
    }

    function _path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".[", vm.toString(i), "].", field);
    }

    function _hex(string memory digits) private pure returns (bytes memory) {
        return vm.parseBytes(string.concat("0x", digits));
    }
}
