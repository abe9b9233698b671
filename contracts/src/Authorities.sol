// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { RegistryTree } from "./RegistryTree.sol";
import { IAuthorities } from "./interfaces/IAuthorities.sol";
import { Bls12381 } from "./libraries/Bls12381.sol";
import { BlsSignature } from "./libraries/BlsSignature.sol";
import { AuthorityStatus } from "./types/AuthorityStatus.sol";
import { ROOT_GRACE } from "./types/Grace.sol";
import { RegistryRootStatus } from "./types/RegistryRootStatus.sol";
import { Ownable, Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";

/// @title Authorities and the roots of what they certify
/// @dev Authorities are numbered from 1, so that a release can name its own in a few bits of a packed slot.
abstract contract Authorities is IAuthorities, Ownable2Step {
    /// @dev The first slot is all that an answer about a release reads. Places in the registry tree are counted from 1.
    struct Authority {
        bool recognised;
        uint64 revision;
        uint64 lastRevocation;
        uint16 place;
        uint64 rotations;
        bytes32 id;
        bytes32 root;
        bytes publicKey;
    }

    struct Root {
        uint64 revision;
        uint64 supersededAt;
    }

    /// @notice How long a root that was superseded by an addition is still accepted for anchoring.
    uint256 public constant GRACE = ROOT_GRACE;

    bytes32 private constant ROOT_TAG = keccak256("ChainProv.AuthorityRoot.v1");
    bytes32 private constant KEY_TAG = keccak256("ChainProv.AuthorityKey.v1");

    uint16 private constant PLACES = 1024;

    RegistryTree private immutable _tree;

    uint48 private _count;
    uint16 private _places;
    mapping(bytes32 authorityId => uint48 number) private _numbers;
    mapping(uint48 number => Authority) private _authorities;
    mapping(uint48 number => mapping(bytes32 root => Root)) private _roots;
    /// @dev The keys that replaced others; first keys are in `_numbers`.
    mapping(bytes32 keyId => bool) private _rotatedTo;

    constructor(address owner) Ownable(owner) {
        _tree = new RegistryTree();
    }

    /// @inheritdoc IAuthorities
    function registerAuthority(bytes calldata publicKey, bytes calldata proofOfPossession)
        external
        override
        returns (bytes32 authorityId)
    {
        if (!BlsSignature.verifyPossession(publicKey, proofOfPossession)) revert InvalidPossession();
        authorityId = keccak256(BlsSignature.compress(publicKey));
        if (_numbers[authorityId] != 0) revert AuthorityAlreadyRegistered(authorityId);
        if (_rotatedTo[authorityId]) revert KeyAlreadyUsed(authorityId);

        uint48 number = ++_count;
        _numbers[authorityId] = number;
        _authorities[number].id = authorityId;
        _authorities[number].publicKey = publicKey;
        emit AuthorityRegistered(authorityId, publicKey);
    }

    /// @inheritdoc IAuthorities
    function recogniseAuthority(bytes32 authorityId, bool recognised) external override onlyOwner {
        Authority storage known = _authorities[_numberOf(authorityId)];
        if (recognised && known.place == 0) {
            if (_places == PLACES) revert RegistryTreeFull();
            known.place = ++_places;
        }
        known.recognised = recognised;
        emit AuthorityRecognised(authorityId, recognised);
        if (known.place != 0) _place(known, !recognised);
    }

    /// @inheritdoc IAuthorities
    function publishRoot(bytes32 authorityId, uint64 revision, bytes32 root, bool revokes, bytes calldata signature)
        external
        override
    {
        uint48 number = _numberOf(authorityId);
        Authority storage signer = _authorities[number];
        mapping(bytes32 => Root) storage roots = _roots[number];

        if (revision != signer.revision + 1) revert WrongRevision(revision, signer.revision + 1);
        if (root == 0 || uint256(root) >= Bls12381.R) revert InvalidRoot(root);
        if (roots[root].revision != 0) revert RootAlreadyPublished(root);
        bytes memory message = bytes.concat(rootMessage(authorityId, revision, root, revokes));
        if (!BlsSignature.verify(signer.publicKey, message, signature)) revert InvalidSignature();

        if (revision > 1) roots[signer.root].supersededAt = uint64(block.timestamp);
        roots[root].revision = revision;
        signer.root = root;
        signer.revision = revision;
        if (revokes) signer.lastRevocation = revision;
        emit RootPublished(authorityId, revision, root, revokes);
        if (signer.recognised) _place(signer, revokes);
    }

    /// @inheritdoc IAuthorities
    function rotateKey(
        bytes32 authorityId,
        bytes calldata newKey,
        bytes calldata signature,
        bytes calldata newKeySignature
    ) external override {
        Authority storage signer = _authorities[_numberOf(authorityId)];
        if (newKey.length != Bls12381.G1_SIZE) revert InvalidPossession();
        bytes32 keyId = keccak256(BlsSignature.compress(newKey));
        if (_numbers[keyId] != 0 || _rotatedTo[keyId]) revert KeyAlreadyUsed(keyId);
        uint64 rotation = signer.rotations + 1;
        bytes memory message = bytes.concat(rotationMessage(authorityId, rotation, keyId));
        if (!BlsSignature.verify(signer.publicKey, message, signature)) revert InvalidSignature();
        if (!BlsSignature.verify(newKey, message, newKeySignature)) revert InvalidPossession();

        _rotatedTo[keyId] = true;
        signer.rotations = rotation;
        signer.publicKey = newKey;
        emit AuthorityKeyRotated(authorityId, rotation, newKey);
    }

    /// @inheritdoc IAuthorities
    function rotationMessage(bytes32 authorityId, uint64 rotation, bytes32 newKeyId)
        public
        view
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(KEY_TAG, block.chainid, address(this), authorityId, rotation, newKeyId));
    }

    /// @inheritdoc IAuthorities
    function rootMessage(bytes32 authorityId, uint64 revision, bytes32 root, bool revokes)
        public
        view
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(ROOT_TAG, block.chainid, address(this), authorityId, revision, root, revokes));
    }

    /// @inheritdoc IAuthorities
    function isRootAccepted(bytes32 authorityId, bytes32 root) external view override returns (bool) {
        uint48 number = _numbers[authorityId];
        return _roots[number][root].revision != 0 && !_isSuperseded(number, _roots[number][root]);
    }

    /// @inheritdoc IAuthorities
    function authority(bytes32 authorityId) external view override returns (AuthorityStatus memory) {
        Authority storage known = _authorities[_numbers[authorityId]];
        return AuthorityStatus({
            registered: known.id != 0,
            recognised: known.recognised,
            revision: known.revision,
            lastRevocation: known.lastRevocation,
            root: known.root,
            publicKey: known.publicKey,
            rotations: known.rotations
        });
    }

    /// @inheritdoc IAuthorities
    function registryRoot() external view override returns (bytes32) {
        return _tree.root();
    }

    /// @inheritdoc IAuthorities
    function registryRootStatus(bytes32 root) external view override returns (RegistryRootStatus memory) {
        return _tree.statusOf(root);
    }

    /// @inheritdoc IAuthorities
    function isRegistryRootAccepted(bytes32 root, uint256 maxAge) external view override returns (bool) {
        return _tree.isAccepted(root, maxAge);
    }

    /// @inheritdoc IAuthorities
    function registryPath(bytes32 authorityId)
        external
        view
        override
        returns (uint256 index, bytes32[10] memory siblings, bytes32 root)
    {
        uint16 place = _authorities[_numberOf(authorityId)].place;
        if (place == 0) revert NotInRegistryTree(authorityId);
        index = place - 1;
        (siblings, root) = _tree.path(index);
    }

    /// @dev The authority's number and the root's revision, for a root under which a release can be anchored now.
    function _acceptRoot(bytes32 authorityId, bytes32 root) internal view returns (uint48 number, uint64 revision) {
        number = _numberOf(authorityId);
        Root storage published = _roots[number][root];
        revision = published.revision;
        if (revision == 0) revert UnknownRoot(root);
        if (_isSuperseded(number, published)) revert RootSuperseded(root);
    }

    function _authorityOf(uint48 number) internal view returns (Authority storage) {
        return _authorities[number];
    }

    function _numberOf(bytes32 authorityId) private view returns (uint48 number) {
        number = _numbers[authorityId];
        if (number == 0) revert UnknownAuthority(authorityId);
    }

    /// @dev Puts what an authority stands for today in its place in the registry tree.
    function _place(Authority storage known, bool revokes) private {
        bytes32 leaf = known.recognised ? known.root : bytes32(0);
        (uint64 change, bytes32 root) = _tree.set(known.place - 1, leaf, revokes);
        if (change != 0) emit RegistryRootChanged(root, change, revokes);
    }

    function _isSuperseded(uint48 number, Root storage published) private view returns (bool) {
        Authority storage signer = _authorities[number];
        if (published.revision == signer.revision) return false;
        // Whoever proposes a block moves its time by seconds; the grace is days.
        // forge-lint: disable-next-line(block-timestamp)
        return signer.lastRevocation > published.revision || block.timestamp > published.supersededAt + GRACE;
    }
}
