"""Shows that the checks see: a sound history and ledger pass, and each way of breaking them is found."""
import collections.abc
import copy
import json
import pathlib
import tempfile

from harness.answer import Answer
from harness.state import SampleState

from .answers import fault
from .board import Board, Tally
from .history import Request, check
from .leaks import find
from .ledgers import Scanner, events, unlike_one_more

INVITE = "0000002aaaaaaaaaaaaaaaaa"


def prove() -> None:
    """Raises AssertionError, naming the check that is blind."""
    _history()
    _scanner()
    _ledger_files()
    _canary()
    _answers()
    _board()


def _at(second: int) -> str:
    return f"2026-01-01T00:00:{second:02d}.000Z"


def _ledger() -> list[dict]:
    terms = {"id": INVITE, "role": "MEMBER", "expiresAt": _at(50), "maxUses": 2, "request": {"key": "k", "body": "b"}}
    member = {"id": 3, "userId": 1, "role": "MEMBER", "accepted": True}
    return [
        {"seq": 1, "at": _at(0), "event": "team.created", "by": {}, "team": {"id": 42}},
        {"seq": 2, "at": _at(1), "event": "invite.created", "by": {}, "invite": terms},
        {"seq": 3, "at": _at(2), "event": "invite.redeemed", "by": {}, "inviteId": INVITE, "member": member},
        {"seq": 4, "at": _at(3), "event": "invite.edited", "by": {}, "inviteId": INVITE,
         "invite": terms | {"name": "e"}},
        {"seq": 5, "at": _at(4), "event": "invite.revoked", "by": {}, "inviteId": INVITE},
    ]


def _requests() -> list[Request]:
    wall = 1767225600.0
    made = {"status": 200, "id": INVITE, "token": "t", "expiresAt": _at(50)}
    return [
        Request("create", {"team": 42, "idempotency": "k"}, 0, wall, 1, "ok", made),
        Request("accept", {"invite": INVITE, "user": 1}, 2, wall + 2, 3, "ok", {"joined": True}),
        Request("accept", {"invite": INVITE, "user": 2}, 2, wall + 2, 3, "fail", {}),
        Request("edit", {"invite": INVITE, "changes": {"name": "e"}}, 3, wall + 3, 4, "ok", {}),
        Request("revoke", {"invite": INVITE}, 4, wall + 4, 5, "ok", {}),
        Request("accept", {"invite": INVITE, "user": 3}, 6, wall + 6, 7, "fail", {}),
    ]


def _redeemed(seq: int, user: int) -> dict:
    return {"seq": seq, "at": _at(2), "event": "invite.redeemed", "by": {}, "inviteId": INVITE,
            "member": {"id": seq, "userId": user}}


def _made_again(requests: list[Request], key: str | None = None, times: int = 1, **other: object) -> None:
    args = {"team": 42, "idempotency": key}
    requests += [Request("create", args, 0, 0, 1, "ok", requests[0].result | other)] * times


# How to spoil the sound history or ledger in one way, and the invariant that has to be found broken.
_SPOILT: dict[str, tuple[str, collections.abc.Callable[[list[Request], list[dict]], object]]] = {
    "a lost create": ("I1", lambda asked, ledger: ledger.__delitem__(slice(1, 5))),
    "a lost accept": ("I1", lambda asked, ledger: ledger.pop(2)),
    "a lost edit": ("I1", lambda asked, ledger: ledger.pop(3)),
    "a lost revocation": ("I1", lambda asked, ledger: ledger.pop(4)),
    "a redemption after the revocation, in the ledger": ("I2", lambda asked, ledger: ledger.append(_redeemed(6, 4))),
    "a redemption after the revocation, in time": ("I2", lambda asked, ledger: setattr(asked[5], "outcome", "ok")),
    "a redemption after the expiry, in the ledger": ("I2", lambda asked, ledger: ledger[2].update(at=_at(50))),
    "a redemption after the expiry, in time": ("I2", lambda asked, ledger: setattr(asked[1], "wall", 1.8e9)),
    "a redemption of a paused invite": ("I2", lambda asked, ledger: ledger[1]["invite"].update(paused=True)),
    "one use too many": ("I3", lambda asked, ledger: ledger[1]["invite"].update(maxUses=0)),
    "a refused user who is in": ("I4", lambda asked, ledger: ledger.insert(3, _redeemed(6, 2))),
    "a use that nobody asked for": ("I4", lambda asked, ledger: ledger.insert(3, _redeemed(6, 9))),
    "a number that comes twice": ("I5", lambda asked, ledger: ledger[4].update(seq=4)),
    "an event of no invite": ("I5", lambda asked, ledger: ledger.pop(1)),
    "an id that is given twice": ("I6", lambda asked, ledger: _made_again(asked, times=2)),
    "one token for two invites": ("I6", lambda asked, ledger: _made_again(asked, id="x")),
    "a user who is in twice": ("I6", lambda asked, ledger: ledger.insert(3, _redeemed(6, 1))),
    "a user who joined twice": ("I6", lambda asked, ledger: asked.append(asked[1])),
    "an invite that is made twice": ("I6", lambda asked, ledger: ledger.insert(2, ledger[1])),
    "two results for one key": ("I12", lambda asked, ledger: _made_again(asked, "k", id="x", token="y")),
    "two invites for one key": (
        "I12", lambda asked, ledger: ledger.insert(2, ledger[1] | {"invite": ledger[1]["invite"] | {"id": "x"}})),
}


def _history() -> None:
    found = check(_requests(), {42: _ledger()})
    assert not found, f"a sound history is taken for a broken one: {found}"
    for name, (invariant, spoil) in _SPOILT.items():
        requests, ledger = copy.deepcopy(_requests()), copy.deepcopy(_ledger())
        spoil(requests, ledger)
        violated = {broken for broken, _ in check(requests, {42: ledger})}
        assert invariant in violated, f"the history check does not see {name}: {violated}"


def _scanner() -> None:
    sound = "".join(json.dumps(event) + "\n" for event in _ledger())
    cases = {
        "half a line that ends": sound + '{"seq":6,"at\n', "a gap": sound + '{"seq":8}\n', "an empty ledger": "",
        "garbage": "\0" * len(sound) + "\n",
    }
    for name, text in cases.items():
        assert _scanned(text), f"the scanner does not see {name}"
    assert _scanned(sound, sound[:-20]), "the scanner does not see a ledger that shrank"
    assert not _scanned(sound, sound + '{"seq":6,"at'), "the scanner takes a torn end for a fault"


def _ledger_files() -> None:
    """What is seen of a ledger's file whose second event, and last, makes an invite."""
    first, second = [json.dumps(event).encode() + b"\n" for event in _ledger()[:2]]
    third = second.replace(b'"seq": 2', b'"seq": 3')
    assert not unlike_one_more(first, first + second, INVITE), "a sound line more is taken for something else"
    assert not unlike_one_more(first + b'{"seq":2,', first + second, INVITE), "the end of a torn line is missed"
    for name, (before, after, made) in {
        "two lines more": (first, first + second * 2, INVITE), "no line more": (first + second, first + second, INVITE),
        "a line that was changed": (first, first.replace(b"42", b"43") + second, INVITE),
        "a line that is gone": (first + second, second + third, INVITE),
        "a number that comes twice": (first + second, first + second * 2, INVITE),
        "a gap": (first, first + third, INVITE), "a line that is no event": (first, first + b"{}\n", INVITE),
        "an invite that was not told": (first, first + second, "x"),
    }.items():
        assert unlike_one_more(before, after, made), f"the look at a ledger that grew does not see {name}"
    with tempfile.TemporaryDirectory() as folder:
        state = SampleState(pathlib.Path(), pathlib.Path(folder), make=False)
        for part in ("teams", "archive"):
            (state.folder / part).mkdir()
        (state.folder / "archive" / "42-1.jsonl").write_bytes(first + second)
        for text, count in ((first + second, 2), (first + second * 2, 3)):
            state.ledger_file().write_bytes(text)
            assert len(events(state, 42)) == count, "an event that comes twice in one file is not told from a copy"


def _scanned(*texts: str) -> int:
    """How often a scanner objects to a ledger that has these contents one after the other."""

    class State:
        folder = pathlib.Path()

    tally = Tally("scanner")
    with tempfile.TemporaryDirectory() as folder:
        State.folder = pathlib.Path(folder)
        (State.folder / "teams").mkdir()
        scanner = Scanner(State, tally)  # type: ignore[arg-type]
        for text in texts:
            (State.folder / "teams" / "42.jsonl").write_text(text)
            scanner.look()
    return tally.violations.get("I5", 0)


def _canary() -> None:
    secret = "cal_" + "0123456789abcdef" * 2
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "log"
        for text in ("0123456789ABCDEF" * 2, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY", "ASNFZ4mrze8BI0VniavN7w"):
            file.write_bytes(b"\0 before " + text.encode() + b" after")
            for place in (pathlib.Path(folder), file):
                assert find(["other", secret], place) == {secret: str(file)}, f"{text} is not seen"
        file.write_text("nothing")
        assert not find([secret], pathlib.Path(folder))


def _answers() -> None:
    json_type = {"content-type": "application/json", "retry-after": "1"}
    for status, body in (
        (200, {}), (410, {"status": "error"}), (503, {"status": "error", "error": {"details": {"reason": "X"}}}),
        (502, None), (418, {"status": "success"}),
    ):
        assert fault(Answer(status, b"", body, json_type)), f"{status} {body} passes for a documented answer"
    busy = {"status": "error", "error": {"details": {"reason": "STORE_BUSY"}}}
    assert not fault(Answer(503, b"", busy, json_type)) and fault(Answer(503, b"", busy, {}))


def _board() -> None:
    board, tally = Board(), Tally("P")
    board.add(tally, "")
    assert not board.succeeded(may_skip=True), "a procedure that tried nothing passes"
    tally.check("I1", True, "")
    assert board.succeeded(may_skip=False)
    tally.not_run = "no strace"
    assert board.succeeded(may_skip=True) and not board.succeeded(may_skip=False)
    tally.not_run, tally.broke_off = "", "an exception"
    assert not board.succeeded(may_skip=True), "a procedure that broke off passes"
    tally.broke_off = ""
    tally.check("I1", False, "")
    assert not board.succeeded(may_skip=True) and tally.cell("I1") == "1/2"
