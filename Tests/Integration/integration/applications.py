"""The applications of the guide, as the people meet them who are invited, and while all around is killed."""
import collections.abc
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import signal
import threading
import urllib.error
from typing import Any

from harness.browser import Browser
from harness.processes import Group, eventually

from . import nodetypes
from .guide import Guide
from .site import Site, expect, open_url

PLACES = 64
"""For so many is a link of an application."""


def check(language: str) -> collections.abc.Callable[[Guide, pathlib.Path, pathlib.Path], None]:
    def run(guide: Guide, programs: pathlib.Path, folder: pathlib.Path) -> None:
        with Site(guide, programs, folder) as site, Application(site, language) as application:
            with Browser(folder) as browser:
                expect_member(site, application, browser)
                expect_dead_links(site, application, browser)
            expect_no_more_than_places(site, application)
            expect_whole_list(site, application)
    return run


class Application:
    """One of the three, by the commands of the guide: its pages are served, and it follows what happens."""

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        self.folder = site.folder / "application"
        shutil.copytree(site.guide.folder, self.folder)
        *prepare, self._link, self._serve, self._follow = site.guide.one(f"sh {language}").splitlines()
        if language == "typescript":
            nodetypes.provide(self.folder)
        site.run("\n".join(prepare), folder=self.folder)
        self._groups: list[Group] = []

    def __enter__(self) -> "Application":
        self.restart()
        return self

    def __exit__(self, *_: object) -> None:
        for group in self._groups:
            group.kill()

    def link(self) -> str:
        link = self.site.run(self._link, folder=self.folder).strip()
        assert link.startswith(f"{self.site.url}/join?token="), link
        return link

    def restart(self) -> None:
        """Starts its pages and what keeps its list, after it was killed if it runs."""
        for group in self._groups:
            group.kill()
        self._groups = [self.site.start(self._serve, self.folder, "serve.log")]
        self._groups += [self.site.start(self._follow, self.folder, "follow.log")]
        eventually("the application answers", self._answers)

    def forget_members(self) -> None:
        """Deletes its list, as the guide says to after a 410."""
        self._groups[1].kill()
        (self.site.data / "members.json").unlink()

    def members(self) -> dict[str, Any]:
        """Its own list."""
        return dict(self._table("members").get("members", {}))

    def events(self) -> int:
        """So many events it has counted."""
        return int(self._table("members").get("events", 0))

    def _table(self, name: str) -> dict[str, Any]:
        file = self.site.data / f"{name}.json"
        return dict(json.loads(file.read_text())) if file.exists() else {}

    def _answers(self) -> bool:
        try:
            return b"<h1>" in open_url(f"http://127.0.0.1:{self.site.application_port}/join").read()
        except urllib.error.HTTPError as refusal:
            return b"<h1>" in refusal.read()
        except OSError:
            return False


def expect_member(site: Site, application: Application, browser: Browser) -> None:
    """Somebody opens the link, reads who invites to what, signs up, and is a member; again costs nothing."""
    link = application.link()
    browser.open(link)
    expect("the page under the link", browser.read(), "Join Acme", "Acme invites you to Acme, as MEMBER", "any")
    for _ in range(2):
        browser.open(link)
        browser.type("[name=name]", "Grace <b>Hopper</b>")
        browser.type("[name=email]", "grace@example.com")
        browser.click("button")
        expect("the page after signing up", browser.title, "Welcome, Grace <b>Hopper</b>")
    # A double click.
    with concurrent.futures.ThreadPoolExecutor() as clicks:
        for shown in clicks.map(lambda _: site.join(link, "ada@example.com", "Ada"), range(4)):
            expect("the page after a double click", shown, "Welcome, Ada")
    members = {member["user"]["email"]: member for member in memberships(site)}
    grace, ada = members["grace@example.com"], members["ada@example.com"]
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", grace["subject"]) or not grace["accepted"]:
        raise AssertionError(f"this is no member with a UUID: {grace}")
    if len(members) != 3 or invite(site, link)["uses"] != 2:
        raise AssertionError(f"{len(members)} members and {invite(site, link)['uses']} uses")
    eventually("the application knows them", lambda: {grace["subject"], ada["subject"]} <= {
        member.get("subject") for member in application.members().values()})


def expect_dead_links(site: Site, application: Application, browser: Browser) -> None:
    """A link that is dead, or never was one, says why; one that is for some addresses says for which."""
    link = application.link()
    path = f"/v2/teams/{team(site)}/invites/{invite(site, link)['id']}"
    site.api("PATCH", path, {"allowedEmailDomains": ["acme.example"]})
    browser.open(link)
    expect("the page of a link for some addresses", browser.read(), "acme.example")
    browser.type("[name=name]", "Mallory")
    browser.type("[name=email]", "mallory@evil.example")
    browser.click("button")
    expect("the page for another address", browser.title, "This address is not invited")
    site.api("PATCH", path, {"paused": True})
    browser.open(link)
    expect("the page of a paused link", browser.title, "This invitation is paused")
    site.api("DELETE", path)
    browser.open(link)
    expect("the page of a revoked link", browser.title, "This invitation was taken back")
    for damaged in (link[:-1], link + "0", link.partition("=")[0] + "=", link.partition("?")[0]):
        browser.open(damaged)
        expect("the page of a damaged link", browser.title, "We do not know this link")


def expect_no_more_than_places(site: Site, application: Application) -> None:
    """Many sign up at once, while handlers and the application are killed: as many join as there are places."""
    link = application.link()
    everybody = range(PLACES + 16)

    def join(number: int) -> str:
        return site.join(link, f"p{number}@example.com", f"Person {number}")

    with Killer(site, application) as killer, concurrent.futures.ThreadPoolExecutor(PLACES) as crowd:
        said = list(crowd.map(join, everybody))
        # Whoever is in may click as often as they like.
        while killer.killed < 5:
            if list(crowd.map(join, everybody)) != said:
                raise AssertionError("the second time the page says something else to somebody")
    welcomed = sum("Welcome, Person" in page for page in said)
    refused = sum("All places are taken" in page for page in said)
    joined = {member["subject"] for member in memberships(site) if (member["user"]["email"] or "").startswith("p")}
    if (welcomed, refused, len(joined)) != (PLACES, len(said) - PLACES, PLACES):
        raise AssertionError(f"{welcomed} of {PLACES} joined, {refused} did not, {len(joined)} are members")


def expect_whole_list(site: Site, application: Application) -> None:
    """Members leave, the ledger is compacted, and its reader is killed: its list is right, and nothing came twice."""
    for member in memberships(site)[3:20:2]:
        site.api("DELETE", f"/v2/teams/{team(site)}/memberships/{member['id']}")
        application.restart()
    site.state.ctl("ledger", "compact", team(site))
    site.api("PATCH", f"/v2/teams/{team(site)}/memberships/{memberships(site)[1]['id']}", {"role": "ADMIN"})
    for _ in range(2):
        eventually("the application's list is the team's", lambda: listed(application) == {
            (member["subject"], member["role"], member["accepted"]) for member in memberships(site)})
        eventually("each event was counted once", lambda: application.events() == len(list(events(site))))
        application.forget_members()
        application.restart()


class Killer:
    """Kills a handler and the application, again and again until it is left."""

    def __init__(self, site: Site, application: Application) -> None:
        self.site, self.application = site, application
        self.killed = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Killer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        # The kernel ends what a thread has started when the thread ends.
        self.application.restart()

    def _run(self) -> None:
        chance = random.Random(1)
        while not self._is_over.wait(chance.uniform(0.1, 0.5)):
            for handler in self.site.service.workers()[:1]:
                os.kill(handler, signal.SIGKILL)
            self.application.restart()
            self.killed += 1


def team(site: Site) -> int:
    """The one team of the application."""
    only, = site.api("GET", "/v2/teams")["data"]
    return int(only["id"])


def invite(site: Site, link: str) -> dict[str, Any]:
    """What the service knows of a link: the id is the beginning of its token."""
    id = link.partition("token=")[2][:24]
    return dict(site.api("GET", f"/v2/teams/{team(site)}/invites/{id}")["data"])


def memberships(site: Site) -> list[dict[str, Any]]:
    return list(site.api("GET", f"/v2/teams/{team(site)}/memberships?take=250")["data"])


def listed(application: Application) -> set[tuple[str, str, bool]]:
    return {(member["subject"], member["role"], member["accepted"]) for member in application.members().values()}


def events(site: Site) -> collections.abc.Iterator[dict[str, Any]]:
    """All events, from the first on, read at a go."""
    cursor = "0"
    while True:
        feed = site.api("GET", f"/v2/events?after={cursor}")
        yield from feed["data"]
        cursor = feed["cursor"]
        if not feed["hasMore"]:
            return
