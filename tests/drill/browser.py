"""A browser as far as it matters: cookies, forms with their tokens, and what a proxy in front adds."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode
from urllib.parse import urlsplit

HOST: Final = "foro.example.org"
URL: Final = f"https://{HOST}"
_TIMEOUT: Final = 30.0
_INPUT: Final = re.compile(r'<input[^>]* name="(csrf_token|request_id|base)"[^>]* value="([^"]*)"')


class NoAnswer(Exception):
    """Nobody answered, or the answer broke off: what was sent may have been done or not."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def location(self) -> str:
        """Return the path that a redirect leads to."""
        parts = urlsplit(self.headers.get("location", ""))
        return parts.path

    def form(self, action: str = "") -> dict[str, str]:
        """Return the hidden fields of the form that is sent to an address; of the whole page without one."""
        start = self.text.find(f'action="{action}"') if action else 0
        if start < 0:
            return {}
        end = self.text.find("</form>", start) if action else len(self.text)
        return dict(_INPUT.findall(self.text[start:end]))

    @property
    def is_clear_refusal(self) -> bool:
        """Tell whether it is a 503 as it should be: a page of the site in the reader's language, and when to try again."""
        return (
            self.status == http.HTTPStatus.SERVICE_UNAVAILABLE
            and self.headers.get("retry-after", "").isdecimal()
            and '<html lang="es"' in self.text
            and "Foro de la Comunidad" in self.text
            and "Traceback" not in self.text
        )


class Browser:
    """One person's browser behind a proxy."""

    def __init__(self, port: int, address: str) -> None:
        """Know where the forum is, and what network address the proxy will tell."""
        self._port = port
        self._cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None
        self._headers = {
            "Host": HOST,
            "X-Forwarded-For": address,
            "X-Forwarded-Proto": "https",
            "Accept": "text/html",
            "Accept-Language": "es",
        }

    def get(self, path: str) -> Page:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str]) -> Page:
        """Send a form."""
        return self._ask("POST", path, urlencode(form).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Page:
        headers = dict(self._headers)
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"{URL}{path}", "Origin": URL}
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_TIMEOUT)
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(type(error).__name__) from error
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self._keep(value)
        return Page(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def _keep(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            if morsel.value and morsel["max-age"] != "0":
                self._cookies[name] = morsel.value
            else:
                self._cookies.pop(name, None)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
