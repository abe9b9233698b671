// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAuthorities } from "../src/interfaces/IAuthorities.sol";
import { BlsSignature } from "../src/libraries/BlsSignature.sol";
import { AuthorityStatus } from "../src/types/AuthorityStatus.sol";
import { BlsSigner } from "./utils/BlsSigner.sol";
import { Points } from "./utils/Points.sol";
import { RegistryFixture } from "./utils/RegistryFixture.sol";

contract KeyRotationTest is RegistryFixture {
    uint256 private constant NEW_KEY = 0x2e4;
    uint256 private constant NEXT_KEY = 0x2e5;

    function test_An_authority_replaces_its_key_and_keeps_its_id() public {
        bytes memory newKey = BlsSigner.publicKey(NEW_KEY);
        bytes memory signature = _signRotation(AUTHORITY_KEY, 1, NEW_KEY);
        bytes memory newKeySignature = _signRotation(NEW_KEY, 1, NEW_KEY);
        bytes32 root = registry.registryRoot();

        vm.expectEmit();
        emit IAuthorities.AuthorityKeyRotated(authorityId, 1, newKey);
        vm.prank(stranger);
        registry.rotateKey(authorityId, newKey, signature, newKeySignature);

        AuthorityStatus memory found = registry.authority(authorityId);
        assertEq(found.publicKey, newKey);
        assertEq(found.rotations, 1);
        assertEq(found.revision, 1);
        assertTrue(found.recognised);
        assertEq(registry.registryRoot(), root);
        assertFalse(registry.authority(BlsSigner.authorityId(NEW_KEY)).registered);
    }

    function test_After_a_rotation_only_the_new_key_signs() public {
        bytes memory old = _sign(AUTHORITY_KEY, 2, _root(2), false);
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        vm.expectRevert(IAuthorities.InvalidSignature.selector);
        registry.publishRoot(authorityId, 2, _root(2), false, old);

        bytes32 message = registry.rootMessage(authorityId, 2, _root(2), false);
        registry.publishRoot(authorityId, 2, _root(2), false, BlsSigner.sign(NEW_KEY, bytes.concat(message)));
        assertTrue(registry.isRootAccepted(authorityId, _root(2)));
        assertTrue(registry.isRootAccepted(authorityId, _root(1)), "an earlier root stays what it was");
    }

    function test_After_a_rotation_only_the_new_key_rotates() public {
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        _refused(_signRotation(AUTHORITY_KEY, 2, NEXT_KEY), 2, NEXT_KEY, IAuthorities.InvalidSignature.selector);
        _rotate(NEW_KEY, 2, NEXT_KEY);
        assertEq(registry.authority(authorityId).publicKey, BlsSigner.publicKey(NEXT_KEY));
        assertEq(registry.authority(authorityId).rotations, 2);
    }

    function test_The_signed_message_binds_chain_registry_authority_count_and_key() public view {
        bytes32 newKeyId = BlsSigner.authorityId(NEW_KEY);
        bytes32 expected = keccak256(
            abi.encode(
                keccak256("ChainProv.AuthorityKey.v1"),
                block.chainid,
                address(registry),
                authorityId,
                uint256(9),
                newKeyId
            )
        );
        assertEq(registry.rotationMessage(authorityId, 9, newKeyId), expected);
    }

    function test_A_rotation_that_the_old_key_did_not_sign_is_refused() public {
        bytes4 reason = IAuthorities.InvalidSignature.selector;
        _refused(_signRotation(STRANGER_KEY, 1, NEW_KEY), 1, NEW_KEY, reason);
        _refused(_signRotation(NEW_KEY, 1, NEW_KEY), 1, NEW_KEY, reason);
        _refused(_signRotation(AUTHORITY_KEY, 1, NEXT_KEY), 1, NEW_KEY, reason);
        _refused(_signRotation(AUTHORITY_KEY, 2, NEW_KEY), 1, NEW_KEY, reason);
        _refused(_sign(AUTHORITY_KEY, 2, _root(2), false), 1, NEW_KEY, reason);
        _refused(new bytes(256), 1, NEW_KEY, reason);
        _refused("", 1, NEW_KEY, reason);
        bytes32 ofStranger = registry.rotationMessage(strangerId, 1, BlsSigner.authorityId(NEW_KEY));
        _refused(BlsSigner.sign(AUTHORITY_KEY, bytes.concat(ofStranger)), 1, NEW_KEY, reason);
        vm.chainId(2);
        bytes memory elsewhere = _signRotation(AUTHORITY_KEY, 1, NEW_KEY);
        vm.chainId(31_337);
        _refused(elsewhere, 1, NEW_KEY, reason);
    }

    function test_A_new_key_whose_secret_is_not_shown_is_refused() public {
        bytes memory newKey = BlsSigner.publicKey(NEW_KEY);
        bytes memory signature = _signRotation(AUTHORITY_KEY, 1, NEW_KEY);
        _refusedPossession(newKey, signature, _signRotation(NEXT_KEY, 1, NEW_KEY));
        _refusedPossession(newKey, signature, _signRotation(AUTHORITY_KEY, 1, NEW_KEY));
        _refusedPossession(newKey, signature, BlsSigner.provePossession(NEW_KEY));
        _refusedPossession(newKey, signature, "");
    }

    function test_Bytes_that_are_no_key_are_refused() public {
        _refusedPossession("", "", "");
        _refusedPossession(bytes.concat(BlsSigner.publicKey(NEW_KEY), bytes1(0)), "", "");
        bytes[4] memory bad = [new bytes(128), Points.g1OffCurve(), Points.g1OutsideSubgroup(), Points.g1NotCanonical()];
        for (uint256 i = 0; i < bad.length; ++i) {
            bytes32 keyId = keccak256(BlsSignature.compress(bad[i]));
            bytes32 message = registry.rotationMessage(authorityId, 1, keyId);
            bytes memory signature = BlsSigner.sign(AUTHORITY_KEY, bytes.concat(message));
            _refusedPossession(bad[i], signature, signature);
        }
    }

    function test_A_key_that_any_authority_has_or_had_is_refused() public {
        _refusedKey(AUTHORITY_KEY, 1, AUTHORITY_KEY);
        _refusedKey(AUTHORITY_KEY, 1, STRANGER_KEY);
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        _rotate(NEW_KEY, 2, NEXT_KEY);
        _refusedKey(NEXT_KEY, 3, NEXT_KEY);
        _refusedKey(NEXT_KEY, 3, NEW_KEY);
        _refusedKey(NEXT_KEY, 3, AUTHORITY_KEY);
    }

    function test_A_key_that_replaced_another_registers_no_authority() public {
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        bytes memory newKey = BlsSigner.publicKey(NEW_KEY);
        bytes memory possession = BlsSigner.provePossession(NEW_KEY);
        bytes32 keyId = BlsSigner.authorityId(NEW_KEY);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.KeyAlreadyUsed.selector, keyId));
        registry.registerAuthority(newKey, possession);
        newKey = BlsSigner.publicKey(AUTHORITY_KEY);
        possession = BlsSigner.provePossession(AUTHORITY_KEY);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.AuthorityAlreadyRegistered.selector, authorityId));
        registry.registerAuthority(newKey, possession);
    }

    /// @dev What a proof of possession as for registration would allow to whoever sees it first.
    function test_What_a_rotation_shows_on_its_way_registers_nothing() public {
        bytes memory newKey = BlsSigner.publicKey(NEW_KEY);
        bytes memory shown = _signRotation(NEW_KEY, 1, NEW_KEY);
        vm.prank(stranger);
        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.registerAuthority(newKey, shown);
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
    }

    function test_A_rotation_is_not_replayed() public {
        bytes memory signature = _signRotation(AUTHORITY_KEY, 1, NEW_KEY);
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        _rotate(NEW_KEY, 2, NEXT_KEY);
        _refused(
            signature,
            1,
            NEW_KEY,
            abi.encodeWithSelector(IAuthorities.KeyAlreadyUsed.selector, BlsSigner.authorityId(NEW_KEY))
        );
    }

    function test_An_unknown_authority_rotates_nothing() public {
        bytes memory newKey = BlsSigner.publicKey(NEW_KEY);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.UnknownAuthority.selector, bytes32("nobody")));
        registry.rotateKey("nobody", newKey, "", "");
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        bytes32 keyId = BlsSigner.authorityId(NEW_KEY);
        vm.expectRevert(abi.encodeWithSelector(IAuthorities.UnknownAuthority.selector, keyId));
        registry.publishRoot(keyId, 2, _root(2), false, "");
    }

    function test_The_owner_ends_an_authority_whose_key_a_thief_replaced() public {
        bytes32 before = registry.registryRoot();
        _rotate(AUTHORITY_KEY, 1, NEW_KEY);
        _anchor(_release(), publisher);
        _recognise(authorityId, false);
        assertFalse(registry.isProven(modelDigest, POLICY));
        assertFalse(registry.isRegistryRootAccepted(before, 7 days));
        bytes32 again = _register(NEXT_KEY);
        _recognise(again, true);
        assertTrue(registry.authority(again).recognised);
    }

    function _signRotation(uint256 secretKey, uint64 rotation, uint256 newKey) private view returns (bytes memory) {
        bytes32 message = registry.rotationMessage(authorityId, rotation, BlsSigner.authorityId(newKey));
        return BlsSigner.sign(secretKey, bytes.concat(message));
    }

    function _rotate(uint256 oldKey, uint64 rotation, uint256 newKey) private {
        registry.rotateKey(
            authorityId,
            BlsSigner.publicKey(newKey),
            _signRotation(oldKey, rotation, newKey),
            _signRotation(newKey, rotation, newKey)
        );
    }

    function _refusedKey(uint256 oldKey, uint64 rotation, uint256 newKey) private {
        bytes32 keyId = BlsSigner.authorityId(newKey);
        bytes memory reason = abi.encodeWithSelector(IAuthorities.KeyAlreadyUsed.selector, keyId);
        _refused(_signRotation(oldKey, rotation, newKey), rotation, newKey, reason);
    }

    function _refused(bytes memory signature, uint64 rotation, uint256 newKey, bytes4 reason) private {
        _refused(signature, rotation, newKey, abi.encodeWithSelector(reason));
    }

    function _refused(bytes memory signature, uint64 rotation, uint256 newKey, bytes memory reason) private {
        bytes memory publicKey = BlsSigner.publicKey(newKey);
        bytes memory newKeySignature = _signRotation(newKey, rotation, newKey);
        vm.expectRevert(reason);
        registry.rotateKey(authorityId, publicKey, signature, newKeySignature);
    }

    function _refusedPossession(bytes memory newKey, bytes memory signature, bytes memory newKeySignature) private {
        vm.expectRevert(IAuthorities.InvalidPossession.selector);
        registry.rotateKey(authorityId, newKey, signature, newKeySignature);
    }
}
