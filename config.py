"""What differs between deployments, read from the environment; imports nothing of forum.

What an administrator changes at run time is in `forum.core.settings`.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from typing import Final
from urllib.parse import urlsplit

from click import ClickException

ROOT: Final = Path(__file__).resolve().parent

#: Good enough for a demonstration on one's own machine; production refuses it.
DEMO_SECRET: Final = "demonstration-only-secret-not-for-production"  # noqa: S105
_SHORTEST_SECRET: Final = 32
#: What the addresses of other servers begin with.
_DATABASES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://", "sqlite:///")
_MAIL_SERVERS: Final = {"smtp", "smtp+starttls", "smtps"}
_QUEUES: Final = ("redis://", "rediss://", "unix://")
_HERE: Final = {"localhost", "127.0.0.1", "::1"}
#: What a bucket may be called.
_BUCKET: Final = re.compile(r"/[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]/?")


class ConfigError(ClickException):
    """The environment does not make a forum that may run; `problems` are sentences."""

    def __init__(self, problems: list[str]) -> None:
        """Keep one sentence per problem; as a ClickException it shows them to whoever runs a command."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Config:
    """The settings of one deployment."""

    #: `development` (the demonstration), `production` or `testing`.
    env: str = "development"
    secret_key: str = DEMO_SECRET
    #: Keys that signed before the present one.
    secret_key_fallbacks: tuple[str, ...] = ()
    data_dir: Path = ROOT / "var"
    database_url: str = ""
    #: Public address, without a slash at the end: links in mail, Host check.
    url: str = "http://127.0.0.1:8000"
    #: Number of trusted proxies in front.
    proxies: int = 0
    smtp_url: str = ""
    mail_from: str = ""
    #: `redis://…` for the job queue; empty for a SQLite file of its own.
    jobs_url: str = ""
    #: `https://KEY:SECRET@host/bucket?region=…` for files in an S3-compatible store; empty for the data folder.
    s3_url: str = ""
    #: `apertium`, `none`, or `https://KEY@host` of a LibreTranslate service; empty: the local engine where it is installed.
    translation: str = ""
    #: Whether that service may be in a private network.
    translation_private: bool = False
    #: What guesses the language somebody writes in: `words` (our own), or `lingua` (requirements-lingua.lock).
    language_hint: str = "words"
    #: Who shows it may read the measurements at /metrics; empty: there are none.
    metrics_token: str = ""
    port: int = 8000
    #: Network address on which the web server listens; a proxy on another machine needs 0.0.0.0.
    bind: str = "127.0.0.1"
    workers: int = 1
    threads: int = 16
    #: Whether reading is limited per address and account; measurements turn it off.
    reading_limits: bool = True
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def testing(self) -> bool:
        """Tell whether tests are running."""
        return self.env == "testing"

    @property
    def production(self) -> bool:
        """Tell whether real people use it."""
        return self.env == "production"

    @property
    def sqlalchemy_url(self) -> str:
        """Return the database URL with the driver that the forum uses."""
        url = self.database_url or f"sqlite:///{self.data_dir.resolve() / 'forum.db'}"
        for short in ("postgresql://", "postgres://"):
            if url.startswith(short):
                return "postgresql+psycopg://" + url.removeprefix(short)
        return url

    def problems(self) -> list[str]:
        """Return why this may not run, one sentence each."""
        found: list[str] = []
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            found.append("FORUM_URL must be an address such as https://foro.example.org.")
        if self.metrics_token and len(self.metrics_token) < _SHORTEST_SECRET:
            found.append("FORUM_METRICS_TOKEN must be a secret of at least 32 characters.")
        found += self._problems_of_servers()
        if not self.production:
            return found
        if _is_weak(self.secret_key):
            found.append("FORUM_SECRET_KEY must be set to a secret of at least 32 characters in production.")
        if any(_is_weak(secret) for secret in self.secret_key_fallbacks):
            found.append("FORUM_SECRET_KEY_FALLBACKS must hold secrets of at least 32 characters in production.")
        if not self.smtp_url:
            found.append("FORUM_SMTP_URL must name the mail server in production, for example smtp://localhost:25.")
        if parts.scheme != "https":
            found.append("FORUM_URL must be the public https address in production.")
        if _is_store(self.s3_url) and self.s3_url.startswith("http:") and urlsplit(self.s3_url).hostname not in _HERE:
            found.append("FORUM_S3_URL must be an https address in production, unless the store is on this machine.")
        return found

    def _problems_of_servers(self) -> list[str]:
        found: list[str] = []
        if self.database_url and not self.database_url.startswith(_DATABASES):
            found.append("FORUM_DATABASE_URL must be an address such as postgresql://user:password@host/name.")
        mail = urlsplit(self.smtp_url)
        if self.smtp_url and not (mail.scheme in _MAIL_SERVERS and mail.hostname):
            found.append("FORUM_SMTP_URL must be an address such as smtp+starttls://user:password@host:587.")
        if self.mail_from and "@" not in parseaddr(self.mail_from)[1]:
            found.append("FORUM_MAIL_FROM must hold an address, for example Foro <foro@example.org>.")
        if self.jobs_url and not self.jobs_url.startswith(_QUEUES):
            found.append("FORUM_JOBS_URL must be an address such as redis://host:6379/0.")
        if self.translation not in {"", "apertium", "none"} and not _is_service(self.translation):
            found.append(
                "FORUM_TRANSLATION must be apertium, none, or an address such as https://KEY@translate.example.org."
            )
        if self.language_hint not in {"words", "lingua"}:
            found.append("FORUM_LANGUAGE_HINT must be words or lingua.")
        elif self.language_hint == "lingua" and find_spec("lingua") is None:
            found.append("FORUM_LANGUAGE_HINT=lingua needs the library: pip install -r requirements-lingua.lock.")
        if self.s3_url and not _is_store(self.s3_url):
            found.append(
                "FORUM_S3_URL must be an address such as https://KEY:SECRET@host/bucket?region=eu-west-1, "
                "with %2F for a slash in the secret."
            )
        return found

    def flask(self) -> dict[str, Any]:
        """Return the settings in the names that Flask and its extensions read."""
        host = urlsplit(self.url)
        secure = host.scheme == "https"
        values: dict[str, Any] = {
            "ENV_NAME": self.env,
            "TESTING": self.testing,
            "SECRET_KEY": self.secret_key,
            "SECRET_KEY_FALLBACKS": list(self.secret_key_fallbacks),
            "DATA_DIR": str(self.data_dir),
            "URL": self.url.rstrip("/"),
            "SECURE": secure,
            "PROXIES": self.proxies,
            "READING_LIMITS": self.reading_limits and not self.testing,
            "SMTP_URL": self.smtp_url,
            "MAIL_FROM": self.mail_from or f"Foro de la Comunidad <foro@{host.hostname or 'localhost'}>",
            "DEMO_OUTBOX": not self.production and not self.smtp_url,
            "JOBS_URL": self.jobs_url,
            "S3_URL": self.s3_url,
            "LANGUAGE_HINT": self.language_hint,
            "TRANSLATION": self.translation,
            "TRANSLATION_PRIVATE": self.translation_private,
            "METRICS_TOKEN": self.metrics_token,
            "JOBS_FILE": str(self.data_dir / "jobs.db"),
            "SQLALCHEMY_DATABASE_URI": self.sqlalchemy_url,
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine_options(),
            # Flask's own signed cookie: CSRF and notices only, never set on a page without a form.
            "SESSION_COOKIE_NAME": "__Host-form" if secure else "form",
            "SESSION_COOKIE_SECURE": secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,
            "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            "MAX_FORM_PARTS": 300,
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
            "BABEL_DEFAULT_LOCALE": "es",
        }
        return values | self.extra

    @property
    def unused_libraries(self) -> tuple[str, ...]:
        """Return the modules of databases and queues that this forum does not use."""
        other = () if self._is_postgresql else ("psycopg", "sqlalchemy.dialects.postgresql")
        return (*other, *(() if self.jobs_url else ("redis",)))

    @property
    def _is_postgresql(self) -> bool:
        return self.sqlalchemy_url.startswith("postgresql")

    def _engine_options(self) -> dict[str, Any]:
        # Parameters are addresses, texts and hashes of tokens: they do not belong into a log.
        # The connection used last is used next: few are warm, and each keeps pages in a memory of its own.
        common: dict[str, Any] = {"hide_parameters": True, "pool_use_lifo": True}
        if not self._is_postgresql:
            return common | {"connect_args": {"timeout": 10}, "pool_size": self.threads + 4, "max_overflow": 8}
        return common | {"pool_size": self.threads + 2, "pool_pre_ping": True, "pool_recycle": 1800}


def _is_weak(secret: str) -> bool:
    return secret == DEMO_SECRET or len(secret) < _SHORTEST_SECRET


def _is_service(url: str) -> bool:
    """Tell whether an address names a server, perhaps with a key before it."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0 and not parts.query
    except ValueError:
        return False


def _is_store(url: str) -> bool:
    """Tell whether an address names a server and a bucket; the two parts of a key come together or not at all."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return named and bool(_BUCKET.fullmatch(parts.path)) and bool(parts.username) == bool(parts.password)


def load_config(environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration from the environment; raise ConfigError with all that is wrong."""
    source = os.environ if environ is None else environ
    problems: list[str] = []

    def whole(name: str, default: int, lowest: int, highest: int) -> int:
        text = source.get(name, "").strip() or str(default)
        if not text.isdecimal() or not lowest <= int(text) <= highest:
            problems.append(f"{name} must be a whole number from {lowest} to {highest}.")
            return default
        return int(text)

    def switch(name: str, default: str) -> bool:
        text = source.get(name, "").strip() or default
        if text not in {"on", "off"}:
            problems.append(f"{name} must be on or off.")
        return text == "on"

    env = source.get("FORUM_ENV", "").strip() or "development"
    if env not in {"development", "production", "testing"}:
        problems.append("FORUM_ENV must be development, production or testing.")
    port = whole("PORT", 8000, 1, 65535)
    config = Config(
        env=env,
        secret_key=source.get("FORUM_SECRET_KEY", "") or DEMO_SECRET,
        secret_key_fallbacks=tuple(filter(None, source.get("FORUM_SECRET_KEY_FALLBACKS", "").split())),
        data_dir=Path(source.get("FORUM_DATA_DIR", "") or ROOT / "var").absolute(),
        database_url=source.get("FORUM_DATABASE_URL", "").strip(),
        url=source.get("FORUM_URL", "").strip().rstrip("/") or f"http://127.0.0.1:{port}",
        proxies=whole("FORUM_PROXIES", 0, 0, 10),
        smtp_url=source.get("FORUM_SMTP_URL", "").strip(),
        mail_from=source.get("FORUM_MAIL_FROM", "").strip(),
        jobs_url=source.get("FORUM_JOBS_URL", "").strip(),
        s3_url=source.get("FORUM_S3_URL", "").strip(),
        metrics_token=source.get("FORUM_METRICS_TOKEN", "").strip(),
        port=port,
        bind=source.get("FORUM_BIND", "").strip() or "127.0.0.1",
        workers=whole("FORUM_WORKERS", 1, 1, 64),
        threads=whole("FORUM_THREADS", 16, 1, 512),
        reading_limits=switch("FORUM_READING_LIMITS", "on"),
        translation=source.get("FORUM_TRANSLATION", "").strip().rstrip("/"),
        language_hint=source.get("FORUM_LANGUAGE_HINT", "").strip() or "words",
        translation_private=switch("FORUM_TRANSLATION_PRIVATE", "off"),
    )
    problems += config.problems()
    if problems:
        raise ConfigError(problems)
    return config
