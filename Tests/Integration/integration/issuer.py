"""People whom an identity provider knows by a UUID, as Keycloak does: they join by their own access token."""
import base64
import json
import pathlib
import subprocess
import time

from .guide import Guide
from .site import EXAMPLE, Site

HEADING = "People of an identity provider"
PERSON = "6f1c1a9e-0c5f-4a06-9d2e-3b1a5a0f6b52"


def check(guide: Guide, programs: pathlib.Path, folder: pathlib.Path) -> None:
    """A token of Keycloak's form lets its person join by the guide's call, with the guide's settings."""
    lines = guide.one("settings jwt", HEADING).splitlines()
    settings = dict(line.split("=", 1) for line in lines)
    key = folder / "issuer.pem"
    openssl("genpkey", "-algorithm", "RSA", "-out", str(key))
    with Site(guide, programs, folder, settings, {"jwks.json": key_set(key)}) as site:
        team = site.api("POST", "/v2/teams", {"name": "Acme"})["data"]["id"]
        token = site.api("POST", f"/v2/teams/{team}/invite", {})["data"]["token"]
        now = int(time.time())
        claims = {
            "iss": settings["INVITE_JWT_ISSUER"], "aud": [settings["INVITE_JWT_AUDIENCE"], "account"], "typ": "Bearer",
            "sub": PERSON, "scope": "openid TEAM_MEMBERSHIP_WRITE profile", "iat": now, "exp": now + 300,
        }
        call = guide.one("sh", HEADING).replace(EXAMPLE, site.url)
        given = f"ACCESS_TOKEN={signed(claims, key)} TOKEN={token}\n"
        answer = json.loads(site.run(given + call))
        if answer["data"]["membership"]["subject"] != PERSON:
            raise AssertionError(f"somebody else has joined: {answer}")


def signed(claims: dict[str, object], key: pathlib.Path) -> str:
    """A token as RS256 signs it (RFC 7515)."""
    parts = [base64url(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "one", "typ": "JWT"}, claims)]
    signature = openssl("dgst", "-sha256", "-sign", str(key), input=".".join(parts).encode())
    return ".".join([*parts, base64url(signature)])


def key_set(key: pathlib.Path) -> str:
    """What Keycloak publishes at its `jwks_uri` (RFC 7517)."""
    modulus = openssl("rsa", "-in", str(key), "-noout", "-modulus").decode().strip().partition("=")[2]
    numbers = {"n": base64url(bytes.fromhex(modulus)), "e": "AQAB"}
    return json.dumps({"keys": [{"kid": "one", "kty": "RSA", "alg": "RS256", "use": "sig"} | numbers]})


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def openssl(*arguments: str, input: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *arguments], input=input, check=True, capture_output=True).stdout
