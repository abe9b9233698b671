// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Releases } from "./Releases.sol";

/// @title What the releases answer
/// @dev Two kinds of questions. Whether a model is proven for a policy, by anyone or by one publisher, is answered by counting:
/// a tally has the releases of one question, authority and date that hold as far as their publishers are concerned, and one
/// tally answers each question. So an answer reads two slots, the tally's and the authority's, however many releases there
/// are, and as long as one authority answers it is exact. Which release speaks for a model, by anyone or by one publisher, is
/// the first that held, or the newest.
abstract contract Standings is Releases {
    /// @dev `live` are the releases anchored and not revoked since the authority's last revocation was `epoch`. After a later one
    /// they hold no more, and the next release begins the count anew.
    struct Tally {
        uint48 authority;
        uint32 validOn;
        uint64 epoch;
        uint48 live;
    }

    /// @dev `first` spoke first, or took the place of one that held no more; `releases` were ever anchored.
    struct Roll {
        uint48 first;
        uint48 newest;
        uint48 releases;
    }

    mapping(bytes32 question => Tally) private _answering;
    mapping(bytes32 question => mapping(uint48 authority => mapping(uint32 validOn => Tally))) private _waiting;
    mapping(bytes32 question => Roll) private _rolls;

    /// @dev Counts a new release, and lets it speak and its tally answer where what did holds no more.
    function _enter(Record memory fresh) internal {
        uint48 number = _add(fresh);
        _enrol(_question(fresh.modelDigest), number);
        _enrol(_question(fresh.modelDigest, fresh.publisher), number);
        _count(_question(fresh.modelDigest, fresh.policyDigest), fresh);
        _count(_question(fresh.modelDigest, fresh.policyDigest, fresh.publisher), fresh);
    }

    /// @dev Counts a release no more. One that a revocation of its authority's has ended is in no count already.
    function _withdraw(Record storage known) internal {
        if (known.revision < _authorityOf(known.authority).lastRevocation) return;
        --_tallyOf(_question(known.modelDigest, known.policyDigest), known.authority, known.validOn).live;
        --_tallyOf(_question(known.modelDigest, known.policyDigest, known.publisher), known.authority, known.validOn)
        .live;
    }

    /// @dev Lets a release that holds speak, and its tally answer, where what does holds no more; whether anything changed.
    function _promote(uint48 number, Record storage known) internal returns (bool changed) {
        bool speaks = _speak(_question(known.modelDigest), number);
        bool speaksForPublisher = _speak(_question(known.modelDigest, known.publisher), number);
        bool answers = _answer(_question(known.modelDigest, known.policyDigest), known.authority, known.validOn);
        bool answersForPublisher = _answer(
            _question(known.modelDigest, known.policyDigest, known.publisher), known.authority, known.validOn
        );
        return speaks || speaksForPublisher || answers || answersForPublisher;
    }

    function _isProven(bytes32 modelDigest, bytes32 policyDigest) internal view returns (bool) {
        return _holds(_answering[_question(modelDigest, policyDigest)]);
    }

    function _isProven(bytes32 modelDigest, bytes32 policyDigest, address publisher) internal view returns (bool) {
        return _holds(_answering[_question(modelDigest, policyDigest, publisher)]);
    }

    /// @dev The release that speaks for a model; zero if there is none.
    function _speaker(bytes32 modelDigest) internal view returns (uint48) {
        return _speakerOf(_rolls[_question(modelDigest)]);
    }

    /// @dev The release that speaks for a model and a publisher; zero if there is none.
    function _speaker(bytes32 modelDigest, address publisher) internal view returns (uint48) {
        return _speakerOf(_rolls[_question(modelDigest, publisher)]);
    }

    /// @dev How many releases of a model were ever anchored.
    function _releasesOf(bytes32 modelDigest) internal view returns (uint48) {
        return _rolls[_question(modelDigest)].releases;
    }

    function _enrol(bytes32 question, uint48 number) private {
        Roll memory roll = _rolls[question];
        uint48 first = _speakerOf(roll);
        if (first == 0 || (!_holds(first) && _holds(number))) first = number;
        _rolls[question] = Roll({ first: first, newest: number, releases: roll.releases + 1 });
    }

    function _speak(bytes32 question, uint48 number) private returns (bool changed) {
        Roll storage roll = _rolls[question];
        changed = !_holds(_speakerOf(roll));
        if (changed) roll.first = number;
    }

    function _speakerOf(Roll memory roll) private view returns (uint48) {
        return _holds(roll.newest) && !_holds(roll.first) ? roll.newest : roll.first;
    }

    function _count(bytes32 question, Record memory fresh) private {
        Tally storage tally = _tallyOf(question, fresh.authority, fresh.validOn);
        uint64 epoch = _authorityOf(fresh.authority).lastRevocation;
        tally.live = tally.epoch == epoch ? tally.live + 1 : 1;
        tally.epoch = epoch;
        tally.authority = fresh.authority;
        tally.validOn = fresh.validOn;
        _answer(question, fresh.authority, fresh.validOn);
    }

    /// @dev Lets the waiting tally of an authority and date answer if it holds and the one that does holds no more.
    function _answer(bytes32 question, uint48 authority_, uint32 validOn) private returns (bool changed) {
        Tally memory held = _answering[question];
        Tally memory offered = _waiting[question][authority_][validOn];
        changed = _holds(offered) && !_holds(held);
        if (!changed) return false;
        _answering[question] = offered;
        _waiting[question][held.authority][held.validOn] = held;
        delete _waiting[question][authority_][validOn];
    }

    /// @dev The tally that answers, if it is this authority's and date's or nobody's yet, else the one that waits.
    function _tallyOf(bytes32 question, uint48 authority_, uint32 validOn) private view returns (Tally storage) {
        Tally storage held = _answering[question];
        bool answers = held.authority == 0 || (held.authority == authority_ && held.validOn == validOn);
        return answers ? held : _waiting[question][authority_][validOn];
    }

    /// @dev Whether a release in this tally holds: what {Releases-_holds} asks of each, asked of all.
    function _holds(Tally memory tally) private view returns (bool) {
        if (tally.live == 0 || tally.validOn < _today()) return false;
        Authority storage signer = _authorityOf(tally.authority);
        return signer.recognised && signer.lastRevocation == tally.epoch;
    }

    /// @dev Within each kind the hashes differ in the length of what they hash, so no question is another's.
    function _question(bytes32 modelDigest) private pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest));
    }

    function _question(bytes32 modelDigest, address publisher) private pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest, publisher));
    }

    function _question(bytes32 modelDigest, bytes32 policyDigest) private pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest, policyDigest));
    }

    function _question(bytes32 modelDigest, bytes32 policyDigest, address publisher) private pure returns (bytes32) {
        return keccak256(abi.encode(modelDigest, policyDigest, publisher));
    }
}
