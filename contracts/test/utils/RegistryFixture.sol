// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Groth16Verifier } from "../../src/Groth16Verifier.sol";
import { ProvenanceRegistry } from "../../src/ProvenanceRegistry.sol";
import { IGroth16Verifier } from "../../src/interfaces/IGroth16Verifier.sol";
import { Release, ReleaseStatement } from "../../src/types/Release.sol";
import { SetupKind } from "../../src/types/SetupKind.sol";
import { TrainingLink } from "../../src/types/TrainingLink.sol";
import { BlsSigner } from "./BlsSigner.sol";
import { Models } from "./Models.sol";
import { Groth16Simulator, Trapdoor } from "./Trapdoor.sol";
import { Test } from "forge-std/Test.sol";

/// @dev A registry with a circuit, a recognised authority that has published one root, and a publisher.
abstract contract RegistryFixture is Test {
    uint256 internal constant AUTHORITY_KEY = 0xa11ce;
    uint256 internal constant STRANGER_KEY = 0xbad;
    uint256 internal constant START = 1_800_000_000;
    bytes32 internal constant POLICY = bytes32(uint256(0x9011c4));

    address internal immutable owner = makeAddr("owner");
    address internal immutable publisher = makeAddr("publisher");
    address internal immutable stranger = makeAddr("stranger");

    ProvenanceRegistry internal registry;
    Trapdoor internal trapdoor;
    bytes32 internal authorityId;
    bytes32 internal strangerId;
    bytes internal model;
    bytes32 internal modelDigest;

    function setUp() public virtual {
        vm.warp(START);
        registry = new ProvenanceRegistry(owner);
        trapdoor = Groth16Simulator.sample(ReleaseStatement.PUBLIC_INPUTS, 1);
        Groth16Verifier verifier = new Groth16Verifier(trapdoor.key(), "circuit", 1, SetupKind.Development);
        vm.prank(owner);
        registry.addCircuit(verifier);

        authorityId = _register(AUTHORITY_KEY);
        strangerId = _register(STRANGER_KEY);
        _recognise(authorityId, true);
        _publish(AUTHORITY_KEY, _root(1), false);
        _publish(STRANGER_KEY, _root(1001), false);

        model = Models.fileList("weights");
        modelDigest = sha256(model);
    }

    function _register(uint256 secretKey) internal returns (bytes32) {
        return registry.registerAuthority(BlsSigner.publicKey(secretKey), BlsSigner.provePossession(secretKey));
    }

    function _recognise(bytes32 id, bool recognised) internal {
        vm.prank(owner);
        registry.recogniseAuthority(id, recognised);
    }

    function _publish(uint256 secretKey, bytes32 root, bool revokes) internal {
        bytes32 id = BlsSigner.authorityId(secretKey);
        uint64 revision = registry.authority(id).revision + 1;
        registry.publishRoot(id, revision, root, revokes, _sign(secretKey, revision, root, revokes));
    }

    function _sign(uint256 secretKey, uint64 revision, bytes32 root, bool revokes)
        internal
        view
        returns (bytes memory)
    {
        bytes32 id = BlsSigner.authorityId(secretKey);
        return BlsSigner.sign(secretKey, bytes.concat(registry.rootMessage(id, revision, root, revokes)));
    }

    /// @dev The root that stands for an authority's revision.
    function _root(uint256 revision) internal pure returns (bytes32) {
        return bytes32(Groth16Simulator.scalar(revision, "root"));
    }

    /// @dev A release under the recognised authority's first root, that holds for 30 days.
    function _release() internal view returns (Release memory) {
        return _releaseUnder(authorityId, _root(1));
    }

    function _releaseUnder(bytes32 id, bytes32 root) internal view returns (Release memory) {
        return Release({
            authorityId: id,
            authorityRoot: root,
            modelCommitment: bytes32(Groth16Simulator.scalar(1, "commitment")),
            baseDigest: keccak256("base"),
            weightsDigest: keccak256("weights digest"),
            baseWeightsDigest: keccak256("base weights"),
            hyperParametersDigest: keccak256("hyper-parameters"),
            policyDigest: POLICY,
            validOn: uint32(block.timestamp / 1 days + 30),
            slots: 1,
            trainingLink: TrainingLink.None
        });
    }

    function _prove(Release memory release, address by) internal view returns (bytes memory) {
        return trapdoor.prove(registry.publicInputs(release, model, by), 11);
    }

    function _anchor(Release memory release, address by) internal returns (bytes32) {
        bytes memory proof = _prove(release, by);
        vm.prank(by);
        return registry.anchorRelease(release, model, proof);
    }

    /// @dev A verifier of some other circuit than the fixture's.
    function _verifier(uint256 inputs, uint8 slots) internal returns (IGroth16Verifier) {
        return new Groth16Verifier(Groth16Simulator.sample(inputs, slots).key(), "other", slots, SetupKind.Development);
    }
}
