"""Which host names may prove that somebody works for a city."""

from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

from forum.core.text import is_clean

#: Providers where anybody can open a mailbox.
PUBLIC_PROVIDERS: Final = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.es",
        "hotmail.com.br",
        "hotmail.com.ar",
        "outlook.com",
        "outlook.es",
        "outlook.com.br",
        "outlook.com.ar",
        "live.com",
        "live.com.ar",
        "live.com.mx",
        "msn.com",
        "yahoo.com",
        "yahoo.com.br",
        "yahoo.com.ar",
        "yahoo.com.mx",
        "yahoo.es",
        "yahoo.com.co",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "gmx.com",
        "gmx.es",
        "mail.com",
        "zoho.com",
        "tutanota.com",
        "uol.com.br",
        "bol.com.br",
        "terra.com.br",
        "ig.com.br",
        "globo.com",
        "r7.com",
        "oi.com.br",
        "fibertel.com.ar",
        "arnet.com.ar",
        "speedy.com.ar",
        "ciudad.com.ar",
        "adinet.com.uy",
        "une.net.co",
        "etb.net.co",
        "prodigy.net.mx",
    ]
)
_LONGEST: Final = 253


@cache
def _suffixes() -> PublicSuffixList:
    """Return the list of public suffixes, read when it is first needed: each start would wait for it."""
    return PublicSuffixList()


def parse_domain(text: str) -> str | None:
    """Return a host in lower-case ASCII, or None when it can't be one that a city owns."""
    host = text.strip().lower().removeprefix("@").rstrip(".")
    if not host or len(host) > _LONGEST or not is_clean(host):
        return None
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(
        label and len(label) <= 63 and label.replace("-", "a").isalnum() and label[0] != "-" and label[-1] != "-"
        for label in labels
    ):
        return None
    return host


def is_owned(host: str) -> bool:
    """Tell whether a host can belong to one institution: neither a public suffix nor a mail provider."""
    return host not in PUBLIC_PROVIDERS and _suffixes().privatesuffix(host) is not None


def domain_of(address: str) -> str | None:
    """Return the host of an e-mail address."""
    return parse_domain(address.rpartition("@")[2])
