"""A headless Chromium, driven as WebDriver says (https://www.w3.org/TR/webdriver2/)."""
import json as text
import os
import pathlib
import re
import subprocess
import urllib.error
import urllib.request
from typing import Any

from .processes import Group, eventually

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""What a reference to an element is called, in WebDriver's own words."""


class Browser:
    """A context manager: a browser with a profile of its own in `folder`, which ends when it is left."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._session = ""

    def __enter__(self) -> "Browser":
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        log = self.folder / "chromedriver.log"
        self._driver = Group(["chromedriver", "--port=0"], log, kept, stdout=subprocess.PIPE)
        try:
            self._url = f"http://127.0.0.1:{self._port()}"
            session = self._call("POST", "/session", capabilities={"alwaysMatch": self._wanted()})
            self._session = f"/session/{session['sessionId']}"
            return self
        except BaseException:
            self._driver.stop()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            self._command("DELETE", "")
        finally:
            self._driver.stop()

    def open(self, url: str) -> None:
        """Goes to a page and waits until it is loaded."""
        self._command("POST", "/url", url=url)

    def back(self) -> None:
        self._command("POST", "/back")

    @property
    def title(self) -> str:
        return str(self._command("GET", "/title"))

    def read(self, selector: str = "main") -> str:
        """What is to be read in the first element that a CSS selector matches."""
        return str(self._command("GET", f"{self._find(selector)}/text"))

    def type(self, selector: str, typed: str) -> None:
        self._command("POST", f"{self._find(selector)}/value", text=typed)

    def click(self, selector: str) -> None:
        """Presses it, and waits for the page that it leads to."""
        before = self._find("html")
        self._command("POST", f"{self._find(selector)}/click")
        eventually(f"{selector} leads to another page", lambda: self._is_elsewhere(before))

    def _port(self) -> int:
        output = self._driver.leader.stdout
        assert output
        for line in output:
            if found := re.search(rb"started successfully on port (\d+)", line):
                return int(found[1])
        raise RuntimeError(f"chromedriver did not start, see {self._driver.log}")

    def _is_elsewhere(self, before: str) -> bool:
        try:
            return self._find("html") != before
        except urllib.error.HTTPError:
            # There is no page just now.
            return False

    def _find(self, selector: str) -> str:
        return f"/element/{self._command('POST', '/element', using='css selector', value=selector)[ELEMENT]}"

    def _command(self, method: str, path: str, **members: object) -> Any:
        return self._call(method, self._session + path, **members)

    def _call(self, method: str, path: str, **members: object) -> Any:
        body = text.dumps(members).encode() if method == "POST" else None
        request = urllib.request.Request(self._url + path, body, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return text.load(answer)["value"]

    def _wanted(self) -> dict[str, object]:
        arguments = ["--headless=new", "--remote-debugging-pipe", f"--user-data-dir={self.folder / 'profile'}"]
        # Chromium's own sandbox needs somebody other than root.
        arguments += ["--no-sandbox"] * (os.geteuid() == 0)
        return {"browserName": "chrome", "goog:chromeOptions": {"args": arguments}}
