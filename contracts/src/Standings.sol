// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Authorities } from "./Authorities.sol";

/// @title Which release answers for a model
/// @dev A question names a model, or a model and a policy, or these and a publisher. One release answers it, and its
/// `Standing` holds in one slot all of the answer but the authority's part, which is one slot too: an answer reads two
/// slots however many releases there are. A release that holds is never displaced; one that does not hold gives way to the
/// next that does, when that is anchored or promoted.
abstract contract Standings is Authorities {
    /// @dev 248 bits. `releases` counts all that were ever anchored for the question.
    struct Standing {
        uint48 release;
        uint48 authority;
        uint64 revision;
        uint32 validOn;
        bool revoked;
        uint48 releases;
    }

    mapping(bytes32 question => Standing) private _standings;

    /// @dev The hashes differ in the length of what they hash, so no question is another's.
    function _questions(bytes32 modelDigest, bytes32 policyDigest, address publisher)
        internal
        pure
        returns (bytes32[3] memory)
    {
        return [
            _question(modelDigest),
            _question(modelDigest, policyDigest),
            _question(modelDigest, policyDigest, publisher)
        ];
    }

    function _question(bytes32 modelDigest) internal pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest));
    }

    function _question(bytes32 modelDigest, bytes32 policyDigest) internal pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest, policyDigest));
    }

    function _question(bytes32 modelDigest, bytes32 policyDigest, address publisher) internal pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest, policyDigest, publisher));
    }

    function _answer(bytes32 question) internal view returns (Standing memory) {
        return _standings[question];
    }

    /// @dev Counts a new release and lets it answer if nothing that holds does.
    function _enter(bytes32[3] memory questions, Standing memory fresh) internal {
        for (uint256 i = 0; i < questions.length; ++i) {
            _offer(questions[i], fresh, 1);
        }
    }

    /// @dev Whether a known release took the place of one that does not hold.
    function _reenter(bytes32[3] memory questions, Standing memory known) internal returns (bool taken) {
        for (uint256 i = 0; i < questions.length; ++i) {
            if (_offer(questions[i], known, 0)) taken = true;
        }
    }

    function _withdraw(bytes32[3] memory questions, uint48 release) internal {
        for (uint256 i = 0; i < questions.length; ++i) {
            Standing storage held = _standings[questions[i]];
            if (held.release == release) held.revoked = true;
        }
    }

    /// @dev Everything that ends a release's standing, in one place. False for the standing of nothing.
    function _holds(Standing memory standing) internal view returns (bool) {
        if (standing.release == 0 || standing.revoked || standing.validOn < _today()) return false;
        Authority storage signer = _authorityOf(standing.authority);
        return signer.recognised && signer.lastRevocation <= standing.revision;
    }

    /// @dev Days since 1970-01-01 UTC.
    function _today() internal view returns (uint256) {
        return block.timestamp / 1 days;
    }

    function _offer(bytes32 question, Standing memory offered, uint48 added) private returns (bool taken) {
        Standing memory held = _standings[question];
        taken = held.release == 0 || (!_holds(held) && _holds(offered));
        Standing memory next = taken ? offered : held;
        next.releases = held.releases + added;
        if (taken || added != 0) _standings[question] = next;
    }
}
