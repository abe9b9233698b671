// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AuthorityStatus } from "../types/AuthorityStatus.sol";

/// @title Authorities and the roots of what they certify
/// @notice Anybody may register an authority and publish under its signature; only the registry's owner says which are
/// recognised. With an owner that renounces ownership that is settled for good: none is recognised any more, none
/// loses recognition, and no circuit is added; everything else goes on.
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

    event AuthorityRegistered(bytes32 indexed authorityId, bytes publicKey);
    event AuthorityRecognised(bytes32 indexed authorityId, bool recognised);
    event RootPublished(bytes32 indexed authorityId, uint64 indexed revision, bytes32 indexed root, bool revokes);

    /// @notice Registers an authority. Anybody may, with a proof that its secret key is held.
    /// @param publicKey A G1 point of 128 bytes.
    /// @param proofOfPossession A G2 point of 256 bytes: the signature of the 48-byte compressed key under the tag
    /// BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_.
    /// @return authorityId keccak256 of the compressed key.
    function registerAuthority(bytes calldata publicKey, bytes calldata proofOfPossession)
        external
        returns (bytes32 authorityId);

    /// @notice Says whether releases under this authority's roots count as proven. For the owner.
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

    /// @notice What the authority signs to publish a root here.
    function rootMessage(bytes32 authorityId, uint64 revision, bytes32 root, bool revokes)
        external
        view
        returns (bytes32);

    /// @notice Whether a release can be anchored under this root now.
    function isRootAccepted(bytes32 authorityId, bytes32 root) external view returns (bool);

    /// @notice The authority as it stands today; all zero when unknown.
    function authority(bytes32 authorityId) external view returns (AuthorityStatus memory);
}
