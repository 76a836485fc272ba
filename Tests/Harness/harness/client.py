"""Requests as programs make them, and what came of them."""
import http.client
import json as text
import urllib.parse

from .answer import Answer, received
from .service import Service
from .state import SampleState


class Unknown(Exception):
    """No answer: the connection was lost or the time was up, and the request may have been carried out or not."""


class Client:
    """One client; each request has a connection of its own. May be used by many threads at once.

    Given a URL instead of a service, `state` brings the keys that the helpers use.
    """

    def __init__(self, service_or_url: Service | str, state: SampleState | None = None, timeout: float = 20) -> None:
        if isinstance(service_or_url, str):
            url, self._state = service_or_url, state
        else:
            url, self._state = service_or_url.url, service_or_url.state
        if not url:
            raise ValueError("this service has no web server; use harness.fastcgi on its socket")
        self.timeout = timeout
        parts = urllib.parse.urlsplit(url)
        self._address = (parts.hostname or "", parts.port or 80)
        self._base = parts.path

    def request(
        self, method: str, path: str, json: object = None, key: str | None = None,
        headers: dict[str, str] | None = None, timeout: float | None = None, body: bytes | None = None,
    ) -> Answer:
        """Sends it and waits. `json` becomes the body, or `body` as it is; `key` is the bearer.

        Raises Unknown where there is no whole answer within `timeout` seconds of silence.
        """
        fields = dict(headers or {})
        if key is not None:
            fields["Authorization"] = f"Bearer {key}"
        if json is not None:
            body = text.dumps(json).encode()
            fields.setdefault("Content-Type", "application/json")
        elif body is None and method in ("POST", "PATCH"):
            body = b""
        connection = http.client.HTTPConnection(*self._address, timeout=timeout or self.timeout)
        try:
            connection.request(method, self._base + path, body=body, headers=fields)
            response = connection.getresponse()
            headers_of_answer = {name.lower(): value for name, value in response.getheaders()}
            return received(response.status, response.read(), headers_of_answer)
        except (OSError, http.client.HTTPException) as error:
            raise Unknown(f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()

    def create(
        self, team: int = 42, key: str | None = None, idempotency: str | None = None, **options: object
    ) -> Answer:
        """POST /v2/teams/{team}/invite, by the admin where no other key is given."""
        headers = {"Idempotency-Key": idempotency} if idempotency else {}
        return self.request("POST", f"/v2/teams/{team}/invite", options or None, key or self.state.admin_key, headers)

    def accept(self, token: str, user: int, **more: object) -> Answer:
        """POST /v2/invites/accept for a user whom the host application names; `more` are properties of the user."""
        who = {"id": user, "email": f"u{user}@example.com", "emailVerified": True, "name": f"User {user}"} | more
        return self.request("POST", "/v2/invites/accept", {"token": token, "user": who}, self.state.vouching_key)

    def revoke(self, id: str, team: int = 42, key: str | None = None) -> Answer:
        return self.request("DELETE", f"/v2/teams/{team}/invites/{id}", key=key or self.state.admin_key)

    def edit(self, id: str, team: int = 42, key: str | None = None, **changes: object) -> Answer:
        return self.request("PATCH", f"/v2/teams/{team}/invites/{id}", changes, key or self.state.admin_key)

    def invite(self, id: str, team: int = 42, key: str | None = None) -> Answer:
        return self.request("GET", f"/v2/teams/{team}/invites/{id}", key=key or self.state.admin_key)

    def preview(self, token: str) -> Answer:
        return self.request("POST", "/v2/invites/preview", {"token": token})

    @property
    def state(self) -> SampleState:
        """Where the keys come from. Raises ValueError for a client that was given none."""
        if self._state is None:
            raise ValueError("this client has a URL and no state to take keys from")
        return self._state
