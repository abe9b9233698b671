// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ModelGatedVault } from "../src/examples/ModelGatedVault.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

contract Token is ERC20("Token", "TKN") {
    constructor(address holder) {
        _mint(holder, 1_000 ether);
    }
}

contract ModelGatedVaultTest is RegistryFixture {
    address private immutable saver = makeAddr("saver");

    Token private token;
    ModelGatedVault private vault;

    function setUp() public override {
        super.setUp();
        token = new Token(saver);
        vault = new ModelGatedVault(token, registry, modelDigest, POLICY, publisher);
        vm.prank(saver);
        token.approve(address(vault), type(uint256).max);
    }

    function test_Nothing_comes_in_before_the_model_is_proven() public {
        _closed();
    }

    function test_A_proven_model_opens_the_vault() public {
        _anchor(_release(), publisher);
        assertTrue(vault.isOpen());
        assertGt(vault.maxDeposit(saver), 0);
        vm.startPrank(saver);
        vault.deposit(10 ether, saver);
        vault.mint(5 ether, saver);
        assertEq(token.balanceOf(address(vault)), 15 ether);
    }

    function test_A_model_that_is_proven_no_more_closes_it_but_not_the_way_out() public {
        bytes32 releaseId = _anchor(_release(), publisher);
        vm.prank(saver);
        vault.deposit(10 ether, saver);

        vm.prank(publisher);
        registry.revokeRelease(releaseId);
        _closed();
        vm.startPrank(saver);
        vault.redeem(vault.balanceOf(saver), saver, saver);
        assertEq(token.balanceOf(saver), 1_000 ether);
    }

    function test_It_closes_by_itself_when_the_proof_expires_or_the_authority_revokes() public {
        _anchor(_release(), publisher);
        uint256 before = vm.snapshotState();
        vm.warp(START + 31 days);
        _closed();
        vm.revertToState(before);
        assertTrue(vault.isOpen());
        _publish(AUTHORITY_KEY, _root(2), true);
        _closed();
    }

    function test_A_stranger_who_declares_the_model_does_not_open_it() public {
        bytes32 releaseId = _anchor(_release(), publisher);
        vm.prank(publisher);
        registry.revokeRelease(releaseId);
        _anchor(_release(), stranger);
        assertTrue(registry.isProven(modelDigest, POLICY), "by the stranger");
        _closed();
    }

    function test_A_stranger_who_revokes_his_own_does_not_close_it() public {
        bytes32 first = _anchor(_release(), stranger);
        _anchor(_release(), publisher);
        vm.prank(stranger);
        registry.revokeRelease(first);
        assertTrue(vault.isOpen());
    }

    function _closed() private {
        assertFalse(vault.isOpen());
        assertEq(vault.maxDeposit(saver), 0);
        assertEq(vault.maxMint(saver), 0);
        bytes memory reason =
            abi.encodeWithSelector(ModelGatedVault.ModelNotProven.selector, modelDigest, POLICY, publisher);
        vm.startPrank(saver);
        vm.expectRevert(reason);
        vault.deposit(1 ether, saver);
        vm.expectRevert(reason);
        vault.mint(1 ether, saver);
        vm.stopPrank();
    }
}
