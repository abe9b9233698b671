// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { HashToG2 } from "../../src/libraries/HashToG2.sol";
import { Precompile } from "../../src/libraries/Precompile.sol";
import { Test } from "forge-std/Test.sol";

contract HashToG2Test is Test {
    string private constant FILE = "tests/vectors/rfc9380-bls12381g2-eip2537.json";

    function test_Every_vector_of_RFC_9380_gives_its_point() public view {
        string memory vectors = vm.readFile(FILE);
        bytes memory tag = bytes(vm.parseJsonString(vectors, ".tag"));
        for (uint256 i = 0; i < 5; ++i) {
            string memory path = string.concat(".vectors[", vm.toString(i), "]");
            bytes memory message = vm.parseJsonBytes(vectors, string.concat(path, ".message"));
            assertEq(HashToG2.hashToG2(message, tag), vm.parseJsonBytes(vectors, string.concat(path, ".point")), path);
        }
    }

    function test_A_tag_of_more_than_255_bytes_is_hashed_first() public view {
        bytes memory tag = new bytes(256);
        bytes memory hashed = bytes.concat(sha256(bytes.concat("H2C-OVERSIZE-DST-", tag)));
        assertEq(HashToG2.hashToG2("abc", tag), HashToG2.hashToG2("abc", hashed));
    }

    function test_Different_tags_give_different_points(bytes calldata message) public view {
        assertNotEq(HashToG2.hashToG2(message, "A"), HashToG2.hashToG2(message, "B"));
    }

    function test_A_missing_precompile_reverts() public {
        address[3] memory needed = [address(0x05), address(0x0d), address(0x11)];
        for (uint256 i = 0; i < needed.length; ++i) {
            vm.mockCall(needed[i], bytes(""), "");
            vm.expectRevert(HashToG2.HashToCurveUnavailable.selector);
            this.hash("abc");
            vm.clearMockedCalls();
        }
    }

    function test_Too_little_gas_is_not_a_missing_precompile() public {
        for (uint256 gas_ = 2_000; gas_ < 110_000; gas_ += 250) {
            try this.hash{ gas: gas_ }("abc") { }
            catch (bytes memory reason) {
                assertTrue(reason.length == 0 || bytes4(reason) == Precompile.InsufficientGas.selector);
            }
        }
        this.hash{ gas: 110_000 }("abc");
    }

    function hash(bytes calldata message) external view returns (bytes memory) {
        return HashToG2.hashToG2(message, "TAG");
    }
}
