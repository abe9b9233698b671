// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AuthorityStatus } from "../types/AuthorityStatus.sol";
import { RegistryRootStatus } from "../types/RegistryRootStatus.sol";

/// @title Authorities and the roots of what they certify
/// @notice Anybody may register an authority and publish under its signature; only the registry's owner says which are
/// recognised. With an owner that renounces ownership that is settled for good: none is recognised any more, none
/// loses recognition, and no circuit is added; everything else goes on.
///
/// The newest roots of the recognised authorities are the leaves of one Merkle tree, the registry tree, of depth 10; node is
/// Poseidon2's compression, and a place without an authority, or whose authority is not recognised or has published nothing, is zero. So a
/// proof shows that *some* recognised authority certifies something, under {registryRoot}, and not which. An authority gets its place when it is
/// first recognised, and keeps it.
///
/// Whoever steals an authority's key can replace it too ({rotateKey}). Then the owner stops recognising the authority, which ends
/// every answer that rests on it at once, and the authority registers anew.
interface IAuthorities {
    /// @notice The key is no point of the group, or the proof of possession is not over it.
    error InvalidPossession();
    error AuthorityAlreadyRegistered(bytes32 authorityId);
    error UnknownAuthority(bytes32 authorityId);
    /// @notice Revisions count from 1 without gaps.
    error WrongRevision(uint64 given, uint64 expected);
    /// @notice A root is a nonzero element of the scalar field.
    error InvalidRoot(bytes32 root);
    error RootAlreadyPublished(bytes32 root);
    /// @notice The authority did not sign this root for this chain and registry.
    error InvalidSignature();
    /// @notice The authority never published this root.
    error UnknownRoot(bytes32 root);
    /// @notice A revocation followed this root, or its grace period is over.
    error RootSuperseded(bytes32 root);

    /// @notice This key is an authority's, or was one's.
    error KeyAlreadyUsed(bytes32 keyId);
    /// @notice 1,024 authorities have been recognised in this registry; there is no place for another.
    error RegistryTreeFull();
    /// @notice The authority was never recognised, and has no place in the registry tree.
    error NotInRegistryTree(bytes32 authorityId);

    event AuthorityRegistered(bytes32 indexed authorityId, bytes publicKey);
    event AuthorityRecognised(bytes32 indexed authorityId, bool recognised);
    event RootPublished(bytes32 indexed authorityId, uint64 indexed revision, bytes32 indexed root, bool revokes);
    event AuthorityKeyRotated(bytes32 indexed authorityId, uint64 indexed rotation, bytes publicKey);
    /// @notice The registry tree changed.
    /// @param change The number of the change, without gaps from 2: the empty tree is 1.
    /// @param revokes Whether an authority's root that revokes was published, or an authority lost recognition: no earlier root is
    /// accepted any more.
    event RegistryRootChanged(bytes32 indexed registryRoot, uint64 indexed change, bool revokes);

    /// @notice Registers an authority. Anybody may, with a proof that its secret key is held.
    /// @param publicKey A G1 point of 128 bytes.
    /// @param proofOfPossession A G2 point of 256 bytes: the signature of the 48-byte compressed key under the tag
    /// BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_.
    /// @return authorityId keccak256 of the compressed key; it stays when the key is replaced.
    function registerAuthority(bytes calldata publicKey, bytes calldata proofOfPossession)
        external
        returns (bytes32 authorityId);

    /// @notice Says whether releases under this authority's roots count as proven, and whether its newest root is in the registry tree. For
    /// the owner.
    function recogniseAuthority(bytes32 authorityId, bool recognised) external;

    /// @notice Publishes an authority's next root. Anybody may relay it.
    /// @param authorityId The authority.
    /// @param revision One more than its last.
    /// @param root The root of its certified datasets.
    /// @param revokes Whether the root takes away something that the one before it held: if so, no earlier root is
    /// accepted any more, and releases under them are no longer proven.
    /// @param signature A G2 point of 256 bytes: the authority's signature of {rootMessage} under the tag
    /// BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_.
    function publishRoot(bytes32 authorityId, uint64 revision, bytes32 root, bool revokes, bytes calldata signature)
        external;

    /// @notice Replaces an authority's key. Anybody may relay it. What the old key signed, and was not sent, is void.
    /// @dev The new key signs the same message as the old one, and not a proof of possession as {registerAuthority} takes it: whoever saw that one on
    /// its way could register the key first. Keep the new key unregistered and its proof of possession to yourself.
    /// @param authorityId The authority.
    /// @param newKey A G1 point of 128 bytes, which no authority has or had for its key.
    /// @param signature A G2 point of 256 bytes: the old key's signature of {rotationMessage} for one rotation more than its last, under the tag
    /// BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_.
    /// @param newKeySignature The new key's signature of the same, which shows that its secret is held.
    function rotateKey(
        bytes32 authorityId,
        bytes calldata newKey,
        bytes calldata signature,
        bytes calldata newKeySignature
    ) external;

    /// @notice What an authority's old and new key sign to replace the one by the other here.
    /// @param rotation Counts an authority's rotations from 1.
    /// @param newKeyId keccak256 of the new compressed key.
    function rotationMessage(bytes32 authorityId, uint64 rotation, bytes32 newKeyId) external view returns (bytes32);

    /// @notice What the authority signs to publish a root here.
    function rootMessage(bytes32 authorityId, uint64 revision, bytes32 root, bool revokes)
        external
        view
        returns (bytes32);

    /// @notice Whether a release can be anchored under this root now.
    function isRootAccepted(bytes32 authorityId, bytes32 root) external view returns (bool);

    /// @notice The authority as it stands today; all zero when unknown.
    function authority(bytes32 authorityId) external view returns (AuthorityStatus memory);

    /// @notice The root of the registry tree.
    function registryRoot() external view returns (bytes32);

    /// @notice A root of the registry tree as it stands today; all zero when it never was one.
    function registryRootStatus(bytes32 root) external view returns (RegistryRootStatus memory);

    /// @notice Whether a proof under this root of the registry tree counts now: it is the newest, or every change since was an addition and it was superseded
    /// at most `maxAge` seconds ago, of which no more than {GRACE} count. With a `maxAge` of zero only the newest root counts.
    function isRegistryRootAccepted(bytes32 root, uint256 maxAge) external view returns (bool);

    /// @notice What a prover needs of the registry tree: the authority's place in it, and the siblings from the leaf up. The leaf is the authority's newest
    /// root, or zero while it is not recognised or has published nothing.
    function registryPath(bytes32 authorityId)
        external
        view
        returns (uint256 index, bytes32[10] memory siblings, bytes32 root);
}
