"""Clients that make, use, change and end invites all at once, without a pause."""
import collections.abc
import random
import threading

from harness.answer import Answer

from .answers import fault
from .board import Tally
from .history import Recorder


class Load:
    """Some clients, each a thread; a context manager. They share the invites, so that they get in each other's way.

    Every answer is a trial of I7. With `strict`, one that is lost or 5xx is a violation of it.
    """

    USERS = 100_000
    """Users of the load have numbers from here on."""

    def __init__(
        self, recorder: Recorder, tally: Tally, chance: random.Random, teams: tuple[int, ...] = (42,), clients: int = 8,
        strict: bool = False,
    ) -> None:
        self.answered = 0
        """How many answers there were, of whatever kind."""
        self._recorder = recorder
        self._tally = tally
        self._teams = teams
        self._strict = strict
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._invites: list[tuple[int, str]] = []
        self._name = f"load-{chance.randrange(10**9)}"
        self._user = self.USERS
        self._number = 0
        self._failure: BaseException | None = None
        seeds = [chance.random() for _ in range(clients)]
        self._threads = [threading.Thread(target=self._client, args=(seed,), daemon=True) for seed in seeds]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()
        if self._failure:
            raise self._failure

    def _client(self, seed: float) -> None:
        chance = random.Random(seed)
        try:
            while not self._ended.is_set():
                self._step(chance)
        except BaseException as failure:
            self._failure = failure

    def _step(self, chance: random.Random) -> None:
        with self._lock:
            team, token = chance.choice(self._invites) if self._invites else (0, "")
            count = len(self._invites)
        what = chance.random()
        if not token or what < 0.2 and count < 200:
            self._create(chance)
        elif what < 0.8:
            self._take(self._recorder.accept(token, self._somebody(chance)))
        elif what < 0.9:
            self._take(self._recorder.edit(token[:24], team, name=f"{self._name} edit {self._next()}"))
        else:
            self._take(self._recorder.revoke(token[:24], team))
            # Some go on trying it, which has to be in vain.
            if chance.random() < 0.8:
                self._drop(team, token)

    def _create(self, chance: random.Random) -> None:
        team = chance.choice(self._teams)
        options = {"maxUses": chance.choice((1, 2, 5, 50, None))}
        key = f"{self._name}-{self._next()}" if chance.random() < 0.5 else None
        answer = self._take(self._recorder.create(team, key, **options))
        if key and (answer is None or answer.status >= 500 or chance.random() < 0.1):
            answer = self._take(self._recorder.create(team, key, **options))
        if answer is not None and answer.is_ok:
            with self._lock:
                self._invites.append((team, answer.data["token"]))

    def _take(self, answer: Answer | None) -> Answer | None:
        seen = "no answer" if answer is None else fault(answer)
        if answer is not None and answer.status >= 500:
            seen = seen or (f"{answer.status} {answer.reason}" if self._strict else "")
        if answer is not None and 400 <= answer.status < 500 and answer.status not in (409, 410):
            seen = seen or f"{answer.status} {answer.reason}, though nothing is wrong with the request"
        if answer is not None or self._strict:
            self._tally.check("I7", not seen, seen)
        with self._lock:
            self.answered += 1
        return answer

    def _somebody(self, chance: random.Random) -> int:
        with self._lock:
            if chance.random() < 0.3:
                return chance.randint(self.USERS, self._user)
            self._user += 1
            return self._user

    def _next(self) -> int:
        with self._lock:
            self._number += 1
            return self._number

    def _drop(self, team: int, token: str) -> None:
        with self._lock:
            if (team, token) in self._invites:
                self._invites.remove((team, token))


def proceed(load: Load, answers: int) -> collections.abc.Callable[[], bool]:
    """A condition: so many more answers than now."""
    goal = load.answered + answers
    return lambda: load.answered >= goal
