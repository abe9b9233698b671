// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAuthorities } from "../src/interfaces/IAuthorities.sol";
import { Bls12381 } from "../src/libraries/Bls12381.sol";
import { BlsSignature } from "../src/libraries/BlsSignature.sol";
import { AuthorityStatus } from "../src/types/AuthorityStatus.sol";
import { BlsSigner } from "./utils/BlsSigner.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";
import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

contract AuthoritiesTest is RegistryFixture {
    function test_Anybody_registers_an_authority_with_a_proof_of_possession() public {
        bytes memory publicKey = BlsSigner.publicKey(5);
        bytes32 expected = keccak256(BlsSignature.compress(publicKey));
        bytes memory possession = BlsSigner.provePossession(5);

        vm.expectEmit();
        emit IAuthorities.AuthorityRegistered(expected, publicKey);
        vm.prank(stranger);
        assertEq(registry.registerAuthority(publicKey, possession), expected);

        AuthorityStatus memory found = registry.authority(expected);
        assertTrue(found.registered);
        assertFalse(found.recognised);
        assertEq(found.publicKey, publicKey);
        assertEq(found.revision, 0);
    }

    function test_A_key_without_its_proof_of_possession_is_refused() public {
        bytes memory publicKey = BlsSigner.publicKey(5);
        bytes memory ofAnother = BlsSigner.provePossession(6);
        bytes memory signature = BlsSigner.sign(5, BlsSignature.compress(publicKey));

        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.registerAuthority(publicKey, ofAnother);
        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.registerAuthority(publicKey, signature);
        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.registerAuthority(new bytes(128), new bytes(256));
        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.registerAuthority("", "");
    }

    function test_An_authority_is_registered_once() public {
        bytes memory publicKey = BlsSigner.publicKey(AUTHORITY_KEY);
        bytes memory possession = BlsSigner.provePossession(AUTHORITY_KEY);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.AuthorityAlreadyRegistered.selector, authorityId));
        registry.registerAuthority(publicKey, possession);
    }

    function test_Only_the_owner_recognises() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger));
        registry.recogniseAuthority(strangerId, true);

        vm.expectEmit();
        emit IAuthorities.AuthorityRecognised(strangerId, true);
        vm.prank(owner);
        registry.recogniseAuthority(strangerId, true);
        assertTrue(registry.authority(strangerId).recognised);
    }

    function test_An_unknown_authority_is_neither_recognised_nor_published_for() public {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.UnknownAuthority.selector, bytes32("nobody")));
        registry.recogniseAuthority("nobody", true);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.UnknownAuthority.selector, bytes32("nobody")));
        registry.publishRoot("nobody", 1, _root(1), false, "");
        assertFalse(registry.authority("nobody").registered);
        assertFalse(registry.isRootAccepted("nobody", _root(1)));
    }

    function test_Anybody_relays_a_signed_root() public {
        bytes memory signature = _sign(AUTHORITY_KEY, 2, _root(2), true);
        vm.expectEmit();
        emit IAuthorities.RootPublished(authorityId, 2, _root(2), true);
        vm.prank(stranger);
        registry.publishRoot(authorityId, 2, _root(2), true, signature);

        AuthorityStatus memory found = registry.authority(authorityId);
        assertEq(found.revision, 2);
        assertEq(found.lastRevocation, 2);
        assertEq(found.root, _root(2));
    }

    function test_The_signed_message_is_that_of_the_release_statement() public view {
        bytes32 expected = keccak256(
            abi.encode(
                keccak256("ChainProv.AuthorityRoot.v1"),
                block.chainid,
                address(registry),
                authorityId,
                uint256(9),
                _root(9),
                true
            )
        );
        assertEq(registry.rootMessage(authorityId, 9, _root(9), true), expected);
    }

    function test_A_root_that_the_authority_did_not_sign_is_refused() public {
        _refusedSignature(_root(2), false, _sign(STRANGER_KEY, 2, _root(2), false));
        _refusedSignature(_root(2), false, _sign(AUTHORITY_KEY, 2, _root(3), false));
        _refusedSignature(_root(2), false, _sign(AUTHORITY_KEY, 3, _root(2), false));
        _refusedSignature(_root(2), false, _sign(AUTHORITY_KEY, 2, _root(2), true));
        _refusedSignature(_root(2), true, _sign(AUTHORITY_KEY, 2, _root(2), false));
        _refusedSignature(_root(2), false, new bytes(256));
        _refusedSignature(_root(2), false, "");
    }

    function test_A_signature_for_another_chain_or_registry_is_refused() public {
        vm.chainId(2);
        bytes memory elsewhere = _sign(AUTHORITY_KEY, 2, _root(2), false);
        vm.chainId(31_337);
        _refusedSignature(_root(2), false, elsewhere);

        bytes32 message = keccak256(
            abi.encode(
                keccak256("ChainProv.AuthorityRoot.v1"), block.chainid, stranger, authorityId, 2, _root(2), false
            )
        );
        _refusedSignature(_root(2), false, BlsSigner.sign(AUTHORITY_KEY, bytes.concat(message)));
    }

    function test_Any_revision_but_the_next_is_refused(uint64 revision) public {
        vm.assume(revision != 2);
        bytes memory signature = _sign(AUTHORITY_KEY, revision, _root(2), false);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.WrongRevision.selector, revision, 2));
        registry.publishRoot(authorityId, revision, _root(2), false, signature);
    }

    function test_A_published_root_cannot_be_replayed() public {
        bytes memory signature = _sign(AUTHORITY_KEY, 1, _root(1), false);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.WrongRevision.selector, 1, 2));
        registry.publishRoot(authorityId, 1, _root(1), false, signature);

        bytes memory again = _sign(AUTHORITY_KEY, 2, _root(1), false);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.RootAlreadyPublished.selector, _root(1)));
        registry.publishRoot(authorityId, 2, _root(1), false, again);
    }

    function test_A_root_that_is_no_field_element_is_refused() public {
        bytes32[3] memory bad = [bytes32(0), bytes32(Bls12381.R), bytes32(type(uint256).max)];
        for (uint256 i = 0; i < bad.length; ++i) {
            bytes memory signature = _sign(AUTHORITY_KEY, 2, bad[i], false);
            vm.expectRevert(abi.encodeWithSelector(IAuthorities.InvalidRoot.selector, bad[i]));
            registry.publishRoot(authorityId, 2, bad[i], false, signature);
        }
    }

    function test_Authorities_may_publish_equal_roots() public {
        _publish(STRANGER_KEY, _root(1), false);
        assertTrue(registry.isRootAccepted(strangerId, _root(1)));
        assertTrue(registry.isRootAccepted(authorityId, _root(1)));
    }

    function test_The_newest_root_is_accepted_for_ever() public {
        vm.warp(START + 3650 days);
        assertTrue(registry.isRootAccepted(authorityId, _root(1)));
    }

    function test_A_root_superseded_by_an_addition_is_accepted_for_seven_days() public {
        vm.warp(START + 100 days);
        _publish(AUTHORITY_KEY, _root(2), false);
        vm.warp(START + 101 days);
        _publish(AUTHORITY_KEY, _root(3), false);

        vm.warp(START + 107 days);
        assertTrue(registry.isRootAccepted(authorityId, _root(1)));
        vm.warp(START + 107 days + 1);
        assertFalse(registry.isRootAccepted(authorityId, _root(1)));
        assertTrue(registry.isRootAccepted(authorityId, _root(2)));
        vm.warp(START + 108 days + 1);
        assertFalse(registry.isRootAccepted(authorityId, _root(2)));
        assertTrue(registry.isRootAccepted(authorityId, _root(3)));
    }

    function test_No_root_is_accepted_after_a_revocation() public {
        _publish(AUTHORITY_KEY, _root(2), false);
        _publish(AUTHORITY_KEY, _root(3), true);
        assertFalse(registry.isRootAccepted(authorityId, _root(1)));
        assertFalse(registry.isRootAccepted(authorityId, _root(2)));
        assertTrue(registry.isRootAccepted(authorityId, _root(3)));

        _publish(AUTHORITY_KEY, _root(4), false);
        assertFalse(registry.isRootAccepted(authorityId, _root(2)));
        assertTrue(registry.isRootAccepted(authorityId, _root(3)));
    }

    function _refusedSignature(bytes32 root, bool revokes, bytes memory signature) private {
        vm.expectRevert(IAuthorities.InvalidSignature.selector);
        registry.publishRoot(authorityId, 2, root, revokes, signature);
    }
}
