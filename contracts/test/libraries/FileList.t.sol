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

    function digest(bytes calldata list) external pure returns (bytes32) {
        return FileList.digest(list);
    }

    function _refused(bytes memory list) private {
        vm.expectRevert(FileList.MalformedFileList.selector);
        this.digest(list);
    }
}
