// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bls12381 } from "../../src/libraries/Bls12381.sol";
import { Poseidon2 } from "../../src/libraries/Poseidon2.sol";
import { Test } from "forge-std/Test.sol";

/// @dev The fixture's nodes are the library's of .NET; NodeFixtureTests.cs there wrote them and compares them.
contract Poseidon2Test is Test {
    uint256 private constant R = Bls12381.R;

    bytes32[][] private constants;

    function setUp() public {
        string memory published = vm.readFile("tests/vectors/poseidon2-bls12-381.json");
        constants = abi.decode(vm.parseJson(published, ".instances[0].roundConstants"), (bytes32[][]));
    }

    function test_Nodes_are_those_of_the_library() public view {
        string memory fixture = vm.readFile("contracts/test/fixtures/poseidon2-nodes.json");
        assertEq(_compare(fixture), 64);
    }

    function test_Nodes_are_those_of_a_second_implementation() public view {
        assertEq(_compare(vm.readFile("tests/vectors/hashing.json")), 4);
    }

    /// @dev With 0 on the left, the compression gives element 0 of the permutation.
    function test_The_permutation_is_the_published_one() public view {
        string memory published = vm.readFile("tests/vectors/poseidon2-bls12-381.json");
        assertEq(vm.parseJsonUint(published, ".instances[0].width"), 2);
        assertEq(vm.parseJsonUint(published, ".instances[0].input[0]"), 0);
        assertEq(
            Poseidon2.node(0, vm.parseJsonUint(published, ".instances[0].input[1]")),
            vm.parseJsonUint(published, ".instances[0].output[0]")
        );
    }

    function test_A_node_is_what_plain_arithmetic_says(uint256 left, uint256 right) public view {
        _isPlain(left % R, right % R);
    }

    /// @dev Where sums that are left unreduced are largest and smallest.
    function test_A_node_of_extremes_is_what_plain_arithmetic_says() public view {
        uint256[6] memory extremes = [0, 1, R / 2, R / 2 + 1, R - 2, R - 1];
        for (uint256 i = 0; i < extremes.length; ++i) {
            for (uint256 j = 0; j < extremes.length; ++j) {
                _isPlain(extremes[i], extremes[j]);
            }
        }
    }

    function test_A_child_that_is_not_below_the_order_is_refused(uint256 child, uint256 other) public {
        other %= R;
        uint256[3] memory excesses = [R, type(uint256).max, bound(child, R, type(uint256).max)];
        for (uint256 i = 0; i < excesses.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Poseidon2.NotReduced.selector, excesses[i]));
            this.node(excesses[i], other);
            vm.expectRevert(abi.encodeWithSelector(Poseidon2.NotReduced.selector, excesses[i]));
            this.node(other, excesses[i]);
        }
    }

    function test_A_node_costs_less_than_11_500() public {
        uint256 before = gasleft();
        Poseidon2.node(1, 2);
        uint256 cost = before - gasleft();
        vm.snapshotValue("Poseidon2", "node", cost);
        assertLt(cost, 11_500);
    }

    function node(uint256 left, uint256 right) external pure returns (uint256) {
        return Poseidon2.node(left, right);
    }

    function _compare(string memory json) private view returns (uint256 count) {
        for (; vm.keyExistsJson(json, _at(count)); ++count) {
            string memory at_ = _at(count);
            uint256 left = vm.parseJsonUint(json, string.concat(at_, ".left"));
            uint256 right = vm.parseJsonUint(json, string.concat(at_, ".right"));
            assertEq(Poseidon2.node(left, right), vm.parseJsonUint(json, string.concat(at_, ".parent")));
        }
    }

    function _at(uint256 index) private pure returns (string memory) {
        return string.concat(".nodes[", vm.toString(index), "]");
    }

    /// @dev The definition, round by round, with the published constants and everything reduced.
    function _isPlain(uint256 left, uint256 right) private view {
        (uint256 a, uint256 b) = _external(left, right);
        for (uint256 round = 0; round < 64; ++round) {
            a = _fifth(addmod(a, uint256(constants[round][0]), R));
            bool isFull = round < 4 || round >= 60;
            if (isFull) (a, b) = _external(a, _fifth(addmod(b, uint256(constants[round][1]), R)));
            else (a, b) = (addmod(addmod(a, a, R), b, R), addmod(a, mulmod(3, b, R), R));
        }
        assertEq(Poseidon2.node(left, right), addmod(a, left, R));
    }

    function _external(uint256 a, uint256 b) private pure returns (uint256, uint256) {
        return (addmod(mulmod(2, a, R), b, R), addmod(a, mulmod(2, b, R), R));
    }

    function _fifth(uint256 x) private pure returns (uint256) {
        uint256 square = mulmod(x, x, R);
        return mulmod(mulmod(square, square, R), x, R);
    }
}
