"""Files in a bucket of an S3-compatible store (Amazon, MinIO, Garage, Ceph …); private objects only.

Imported only where the setting names a store: see `forum.core.storage`.
"""

import re
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import IO
from typing import Any
from typing import Final
from typing import TypeVar
from urllib.parse import parse_qs
from urllib.parse import unquote
from urllib.parse import urlsplit

import boto3
import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError
from botocore.exceptions import ClientError
from flask_babel import lazy_gettext as _l

from forum.core.errors import Unavailable
from forum.core.storage.keys import CHUNK
from forum.core.storage.keys import check_key

log = structlog.get_logger(__name__)

_ABSENT: Final = {"NoSuchKey", "404"}
_RANGE: Final = re.compile(r"bytes \d+-\d+/(\d+)")
#: Seconds; a request of a reader waits for them, and is tried once more.
_CONNECT: Final = 3
_READ: Final = 10

#: Rows of a list that one answer holds.
PAGE: Final = 1000

T = TypeVar("T")


class S3File:
    """An object that is being read."""

    def __init__(self, answer: dict[str, Any]) -> None:
        """Take the answer to a GET."""
        part = _RANGE.fullmatch(answer.get("ContentRange", ""))
        self.size = int(part[1]) if part else int(answer["ContentLength"])
        self._body = answer["Body"]

    def __iter__(self) -> Iterator[bytes]:
        """Yield what was asked for, piece by piece; a store that breaks off breaks the answer off."""
        try:
            yield from self._body.iter_chunks(CHUNK)
        except BotoCoreError as error:
            raise OSError(type(error).__name__) from error

    def close(self) -> None:
        """Let go of the connection."""
        self._body.close()


class S3Storage:
    """Objects in a bucket, addressed by path: `https://KEY:SECRET@host/bucket?region=…`."""

    def __init__(self, url: str) -> None:
        """Make the client; nothing is asked yet. Without a key in the address, boto3 finds one by its own rules."""
        parts = urlsplit(url)
        self._bucket = parts.path.strip("/")
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
            region_name=parse_qs(parts.query).get("region", ["us-east-1"])[0],
            aws_access_key_id=unquote(parts.username) if parts.username else None,
            aws_secret_access_key=unquote(parts.password) if parts.password else None,
            config=Config(
                signature_version="s3v4",
                connect_timeout=_CONNECT,
                read_timeout=_READ,
                retries={"total_max_attempts": 2, "mode": "standard"},
                max_pool_connections=32,
                s3={"addressing_style": "path"},
                # Stores other than Amazon's do not know the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def save(self, key: str, data: bytes | IO[bytes]) -> None:
        """Keep a file in one request: it is there whole or not at all."""
        body = BytesIO(data) if isinstance(data, bytes) else data
        self._ask(
            lambda: self._client.put_object(
                Bucket=self._bucket, Key=check_key(key), Body=body, ContentType="application/octet-stream"
            )
        )

    def read(self, key: str) -> bytes | None:
        """Return a file, or None when there is none."""
        answer = self._get(key)
        if answer is None:
            return None
        with answer["Body"] as body:
            found: bytes = self._ask(body.read)
            return found

    def open(self, key: str, start: int = 0, length: int | None = None) -> S3File | None:
        """Open a file, or `length` bytes of it from `start`; None when there is none."""
        if not start and length is None:
            answer = self._get(key)
        else:
            last = "" if length is None else start + length - 1
            answer = self._get(key, Range=f"bytes={start}-{last}")
        return None if answer is None else S3File(answer)

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""
        with suppress(KeyError):
            self._ask(lambda: self._client.delete_object(Bucket=self._bucket, Key=check_key(key)))

    def files(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Yield (key, when it was written) of the files below a prefix, or of all for an empty one, by key."""
        more: dict[str, str] = {}
        while True:
            found = self._ask(self._lister(f"{prefix}/" if prefix else "", more))
            for row in found.get("Contents", []):
                yield row["Key"], row["LastModified"]
            if not found.get("IsTruncated"):
                return
            more = {"ContinuationToken": found["NextContinuationToken"]}

    def _lister(self, prefix: str, more: dict[str, str]) -> Callable[[], Any]:
        return lambda: self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix, MaxKeys=PAGE, **more)

    def _get(self, key: str, **part: str) -> dict[str, Any] | None:
        """Return the answer to a GET; None for an object that is not there."""
        try:
            found: dict[str, Any] = self._ask(
                lambda: self._client.get_object(Bucket=self._bucket, Key=check_key(key), **part)
            )
        except KeyError:
            return None
        return found

    def _ask(self, request: Callable[[], T]) -> T:
        """Send a request; KeyError for an object that is not there, Unavailable for a store that is away or refuses."""
        try:
            return request()
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _ABSENT:
                raise KeyError(code) from error
            problem = code
        except (BotoCoreError, OSError) as error:
            problem = type(error).__name__
        # Neither the address nor the key: both are secrets.
        log.warning("store of files away", problem=problem)
        raise Unavailable(
            _l("The forum cannot reach its files right now. Nothing was saved; please try again shortly.")
        )
