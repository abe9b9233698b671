// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { FileList } from "../../src/libraries/FileList.sol";
import { Models } from "../utils/Models.sol";
import { Test } from "forge-std/Test.sol";

contract FileListTest is Test {
    function test_The_digest_is_SHA_256_of_the_list() public view {
        bytes memory list = Models.fileList("weights");
        assertEq(this.digest(list), sha256(list));
    }

    function test_The_form_of_one_file_is_this() public view {
        bytes memory list = bytes.concat(
            "chainprov/model/v1", hex"00", hex"00000001", hex"00000001", "a", hex"0000000000000003", sha256("abc")
        );
        assertEq(this.digest(list), sha256(list));
    }

    function test_A_list_of_nothing_is_refused() public {
        _refused("");
        _refused(bytes.concat("chainprov/model/v1", hex"00", hex"00000000"));
    }

    function test_Another_domain_is_refused() public {
        bytes memory list = Models.fileList("weights");
        list[17] = "2";
        _refused(list);
    }

    function test_An_empty_name_is_refused() public {
        _refused(bytes.concat("chainprov/model/v1", hex"00", hex"00000001", hex"00000000", new bytes(8), sha256("abc")));
    }

    function test_A_list_cut_or_grown_anywhere_is_refused(uint256 length) public {
        bytes memory list = Models.fileList("weights");
        bytes memory other = new bytes(bound(length, 0, list.length - 1));
        for (uint256 i = 0; i < other.length; ++i) {
            other[i] = list[i];
        }
        _refused(other);
        _refused(bytes.concat(list, bytes1(0)));
    }

    function test_A_wrong_count_or_name_length_is_refused(uint32 count, uint32 nameLength) public {
        vm.assume(count != 1 || nameLength != 1);
        _refused(
            bytes.concat(
                "chainprov/model/v1", hex"00", bytes4(count), bytes4(nameLength), "a", new bytes(8), sha256("abc")
            )
        );
    }

    function test_Names_ascend_by_their_bytes() public view {
        _accepted("a", "b");
        _accepted("B", "a");
        _accepted("a", "aa");
        _accepted("a", hex"6100");
        _accepted(hex"6100", hex"610000");
        _accepted("z", hex"c3a9"); // é
        _accepted("a name of exactly 32 bytes, a-z.", "a name of exactly 32 bytes, a-z.b");
        _accepted("a name of more than 32 bytes, with an a.", "a name of more than 32 bytes, with an b");
    }

    function test_A_name_twice_or_out_of_order_is_refused() public {
        _refused(_list("a", "a"));
        _refused(_list("b", "a"));
        _refused(_list("aa", "a"));
        _refused(_list(hex"6100", "a"));
        _refused(_list(hex"c3a9", "z"));
        _refused(_list("a name of exactly 32 bytes, a-z.b", "a name of exactly 32 bytes, a-z."));
        _refused(_list("a name of more than 32 bytes, with an b", "a name of more than 32 bytes, with an a."));
        _refused(_list("a name of exactly 32 bytes, a-z.", "a name of exactly 32 bytes, a-z."));
    }

    /// @dev Whatever the names, of two orders exactly one is right, and none if they are equal.
    function test_Of_two_orders_one_is_right(bytes calldata a, bytes calldata b) public view {
        vm.assume(a.length != 0 && b.length != 0);
        bool equal = keccak256(a) == keccak256(b);
        assertEq(_isAccepted(_list(a, b)) != _isAccepted(_list(b, a)), !equal);
        if (equal) assertFalse(_isAccepted(_list(a, b)));
    }

    function test_Every_name_is_compared_with_the_one_before() public {
        bytes memory list = bytes.concat("chainprov/model/v1", hex"00", bytes4(uint32(3)), _file("b"), _file("c"));
        _refused(bytes.concat(list, _file("a")));
        _refused(bytes.concat(list, _file("c")));
        this.digest(bytes.concat(list, _file("d")));
    }

    function digest(bytes calldata list) external pure returns (bytes32) {
        return FileList.digest(list);
    }

    function _list(bytes memory first, bytes memory second) private pure returns (bytes memory) {
        return bytes.concat("chainprov/model/v1", hex"00", bytes4(uint32(2)), _file(first), _file(second));
    }

    function _file(bytes memory name) private pure returns (bytes memory) {
        return bytes.concat(bytes4(uint32(name.length)), name, bytes8(uint64(1)), sha256(name));
    }

    function _accepted(bytes memory first, bytes memory second) private view {
        bytes memory list = _list(first, second);
        assertEq(this.digest(list), sha256(list));
    }

    function _isAccepted(bytes memory list) private view returns (bool) {
        try this.digest(list) returns (bytes32) {
            return true;
        } catch {
            return false;
        }
    }

    function _refused(bytes memory list) private {
        vm.expectRevert(FileList.MalformedFileList.selector);
        this.digest(list);
    }
}
