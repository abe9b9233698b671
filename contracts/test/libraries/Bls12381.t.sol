// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { Precompile } from "../../src/libraries/Precompile.sol";
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

    /// @dev Each of the known answers alone is wrong, missing or too long; the others are as they should be.
    function test_Every_known_answer_is_looked_at() public {
        bytes memory g = Bls12381.G1_GENERATOR;
        bytes memory h = Bls12381.G2_GENERATOR;
        bytes memory minusG = Points.g1(Bls12381.R - 1);
        bytes memory minusH = Points.g2(Bls12381.R - 1);
        bytes memory twice = Points.g1(2);
        bytes memory tail = hex"00";

        _unavailable(address(0x0c), bytes.concat(g, bytes32(Bls12381.R - 1)), bytes.concat(minusG, tail));
        _unavailable(address(0x0c), bytes.concat(g, bytes32(uint256(2))), bytes.concat(twice, tail));
        _unavailable(address(0x0b), bytes.concat(g, g), bytes.concat(twice, tail));
        _unavailable(address(0x0e), bytes.concat(h, bytes32(Bls12381.R - 1)), bytes.concat(minusH, tail));
        _unavailable(address(0x0c), bytes.concat(g, bytes32(uint256(2))), g);
        _unavailable(address(0x0b), bytes.concat(g, g), g);
        _unavailable(address(0x0f), bytes.concat(g, h, minusG, h), abi.encode(0));
        _unavailable(address(0x0f), bytes.concat(minusG, minusH, g, minusH), abi.encode(0));
        _unavailable(address(0x0f), bytes.concat(g, h, minusG, minusH), abi.encode(1));
        _unavailable(address(0x0f), bytes.concat(g, h, minusG, minusH), "");

        // A wrong negation that the pairings agree with.
        vm.mockCall(address(0x0f), bytes.concat(g, h, g, h), abi.encode(1));
        vm.mockCall(address(0x0f), bytes.concat(g, minusH, g, minusH), abi.encode(1));
        vm.mockCall(address(0x0f), bytes.concat(g, h, g, minusH), abi.encode(0));
        _unavailable(address(0x0c), bytes.concat(g, bytes32(Bls12381.R - 1)), g);
    }

    function test_An_answer_of_another_size_is_no_product_of_one() public {
        vm.mockCall(address(0x0f), bytes(""), abi.encode(1, 0));
        (bool accepted, bool isOne) = Bls12381.pairing(bytes.concat(Bls12381.G1_GENERATOR, Bls12381.G2_GENERATOR));
        assertFalse(accepted || isOne);
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
                assertTrue(reason.length == 0 || bytes4(reason) == Precompile.InsufficientGas.selector);
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

    function _unavailable(address precompile, bytes memory input, bytes memory answer) private {
        vm.mockCall(precompile, input, answer);
        assertFalse(Bls12381.isAvailable());
        vm.clearMockedCalls();
        assertTrue(Bls12381.isAvailable());
    }

    function _path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".[", vm.toString(i), "].", field);
    }

    function _hex(string memory digits) private pure returns (bytes memory) {
        return vm.parseBytes(string.concat("0x", digits));
    }
}
