#!/usr/bin/env python3
"""A site with a team: `link` prints a link, `serve` has the page under it, and `follow` keeps the list of members."""
import html
import json
import os
import sys
import time
import uuid
from typing import Any
from urllib import error, parse, request
from wsgiref import simple_server, types


def call(method: str, path: str, body: Any = None, **headers: str) -> Any:
    """What the service answers. Raises the reason of a refusal; after any other error the same may be asked again."""
    headers |= {"Authorization": "Bearer " + os.environ["INVITE_KEY"], "Content-Type": "application/json"}
    url, sent = os.environ["INVITE_API"] + path, body and json.dumps(body).encode()
    try:
        return json.load(request.urlopen(request.Request(url, sent, headers, method=method), timeout=40))
    except error.HTTPError as refusal:
        raise RuntimeError(json.load(refusal)["error"]["details"]["reason"]) from refusal


def table(name: str, change: Any = dict) -> Any:
    """A file that stands for a table of your database. The change is one transaction; what is there then comes back."""
    path = f"{os.environ['APP_DATA']}/{name}.json"
    rows = change(json.load(open(path)) if os.path.exists(path) else {})
    with open(path + ".new", "wb", buffering=0) as new:
        new.write(json.dumps(rows).encode())
        os.fsync(new)
    os.replace(path + ".new", path)
    return rows


def new_link() -> str:
    """A link of our team, which is made for the first one. The key sees to it that no failure makes a second team."""
    key, team = {"Idempotency-Key": "our-team"}, {"name": "Acme", "owner": {"subject": "acme-app", "name": "Acme"}}
    ours = call("GET", "/v2/teams")["data"] or [call("POST", "/v2/teams", team, **key)["data"]]
    return str(call("POST", f"/v2/teams/{ours[0]['id']}/invite", {"maxUses": 64})["data"]["inviteLink"])


def page(sent: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The page under a link, and what is on it: what the link offers or, with an address, what became of joining."""
    if "email" not in sent:
        offer = call("POST", "/v2/invites/preview", {"token": sent["token"]})["data"]
        domains, inviter = offer["allowedEmailDomains"] or ["any"], offer["inviterName"] or "Somebody"
        return offer["reason"] or "OFFER", offer | sent | {"domains": ", ".join(domains), "inviter": inviter}
    # Whoever types an address is believed. Your application asks for a password, or sends a mail and then says true.
    fresh = {"subject": str(uuid.uuid4()), "emailVerified": False, "email": sent["email"], "name": sent["name"]}
    account = table("accounts", lambda known: {sent["email"]: fresh} | known)[sent["email"]]
    joined = call("POST", "/v2/invites/accept", {"token": sent["token"], "user": account})["data"]
    return "JOINED" if joined["membership"]["accepted"] else "WAITING", account


def site(environ: types.WSGIEnvironment, start: types.StartResponse) -> list[bytes]:
    """`GET /join?token=…` and the form that it shows, `POST /join`, for any WSGI server."""
    form = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode()
    token = dict(parse.parse_qsl(environ["QUERY_STRING"])).get("token", "")
    try:
        name, shown = page({"token": token, "name": ""} | dict(parse.parse_qsl(form)))
    except Exception as failure:
        name, shown = str(failure), {}
    file = f"{sys.path[0]}/pages/{name}.html"
    text = open(file if os.path.exists(file) else f"{sys.path[0]}/pages/OTHER.html").read()
    kind = "text/html; charset=utf-8"
    start("200 OK" if shown else "409 Conflict", [("Content-Type", kind), ("Referrer-Policy", "no-referrer")])
    return [text.format_map({key: html.escape(str(value)) for key, value in shown.items()}).encode()]


def follow() -> None:
    """Brings the members up to date. They and the cursor change in one step: each event counts once, whatever dies."""
    known = {"cursor": "0", "events": 0, "members": {}} | table("members")
    feed = call("GET", f"/v2/events?wait=25&after={known['cursor']}")
    for event in feed["data"]:
        id = f"{event['teamId']}-{event['membershipId']}"
        if event["type"] in ("member.removed", "member.keptOut"):
            known["members"].pop(id, None)
        elif event["membershipId"]:
            news = event["member"] or {name: new for name, new in event["changes"].items() if new is not None}
            known["members"][id] = known["members"].get(id, {}) | news
    table("members", lambda _: known | {"cursor": feed["cursor"], "events": known["events"] + len(feed["data"])})
    time.sleep(0 if feed["data"] or feed["hasMore"] else 1)


if sys.argv[1] == "serve":
    simple_server.make_server("127.0.0.1", int(os.environ["APP_PORT"]), site).serve_forever()
while sys.argv[1] == "follow":
    follow()
print(new_link())
