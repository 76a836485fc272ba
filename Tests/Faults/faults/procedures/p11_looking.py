"""Requests that only look: GET, HEAD and OPTIONS at every path of the service's own OpenAPI document and at others,
with every kind of key and with tokens in the query, as scanners, previews and impatient browsers send them.

No file of the state changes and no use is gone (I4); every answer is a documented one (I7).
"""
import hashlib
import pathlib
import re

from harness.client import Client
from harness.service import Service
from harness.state import SampleState

from ..answers import fault
from ..board import Tally
from ..context import Context

ID = "P11"
TITLE = "looking changes nothing"
NEEDS = ("nginx", "spawn-fcgi", "multiwatch")
METHODS = ("GET", "HEAD", "OPTIONS")
DOCUMENT = "/v2/openapi.json"


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    with Service(state, workers=2) as service:
        client = Client(service)
        made = client.create(maxUses=1).data
        keys = (None, state.admin_key, state.vouching_key, "cal_" + "0" * 32)
        before = contents(state.folder)
        for path in paths(client, made):
            for method in METHODS:
                for key in keys:
                    answer = client.request(method, path, key=key)
                    place = path.split("?")[0]
                    if method == "GET" and place != DOCUMENT:
                        seen = fault(answer)
                        tally.check("I7", not seen, seen)
                    tally.check("I4", contents(state.folder) == before, f"{method} {place} changed the state")
                    before = contents(state.folder)
        tally.check("I4", client.accept(made["token"], 900).data.get("joined") is True, "the only use is gone")


def paths(client: Client, made: dict) -> list[str]:
    """Every path of the document with the team and the invite that are there, and links as people have them."""
    names = client.request("GET", DOCUMENT).json["paths"]
    values = {"teamId": "42", "orgId": "42", "inviteId": made["id"], "membershipId": "2", "keyId": "0" * 12}
    filled = [re.sub(r"{(\w+)}", lambda part: values[part[1]], name) for name in names]
    query = f"?token={made['token']}&callbackUrl=/x"
    pages = ("/signup", "/teams", "/v2/invites/accept", "/v2/invites/preview", "/")
    return filled + [f"{name}{query}" for name in pages]


def contents(folder: pathlib.Path) -> dict[str, str]:
    """What is in every file, by its name."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
