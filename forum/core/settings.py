"""Site settings that an administrator changes at run time: a typed registry over one table."""

from dataclasses import dataclass
from typing import Any
from typing import Final

from sqlalchemy import String
from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import dialects
from forum.core import events
from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import Base
from forum.core.db import Json
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.text import Text
from forum.core.versions import cached_by_reference


class Setting(Base):
    """A setting that differs from its default."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


@dataclass(frozen=True)
class SettingChanged(events.Fact):
    """An administrator changed a setting (which one stands in the detail)."""

    bumps = (versions.CONTENT, versions.REFERENCE)
    audited = True


@dataclass(frozen=True, slots=True)
class Definition:
    """What a setting is: its type, default and the words on the settings page."""

    key: str
    type: type[bool] | type[int] | type[str]
    default: bool | int | str
    label: Text
    minimum: int = 0
    maximum: int = 1_000_000


_DEFINITIONS: Final[dict[str, Definition]] = {}


def define(
    key: str,
    default: bool | int | str,  # noqa: FBT001 - a value, not a switch
    label: Text,
    *,
    minimum: int = 0,
    maximum: int = 1_000_000,
) -> Definition:
    """Register a setting; its type is that of its default."""
    kind: Any = type(default)
    _DEFINITIONS[key] = Definition(key, kind, default, label, minimum, maximum)
    return _DEFINITIONS[key]


def definitions() -> list[Definition]:
    """Return all settings in the order of their keys."""
    return [_DEFINITIONS[key] for key in sorted(_DEFINITIONS)]


@cached_by_reference
def _stored() -> dict[str, Any]:
    return {row.key: row.value for row in session.execute(select(Setting.key, Setting.value))}


def get_setting(key: str) -> Any:
    """Return the value of a setting."""
    definition = _DEFINITIONS[key]
    value = _stored().get(key, definition.default)
    return value if isinstance(value, definition.type) else definition.default


def change_settings(actor: Actor, values: dict[str, bool | int | str]) -> None:
    """Store settings; the caller has asked whether the actor may."""
    with transaction():
        for key, value in values.items():
            definition = _DEFINITIONS.get(key)
            if definition is None or not isinstance(value, definition.type):
                raise Invalid(field=key)
            if isinstance(value, int) and not definition.minimum <= value <= definition.maximum:
                raise Invalid(field=key)
            before = get_setting(key)
            if before == value:
                continue
            statement = dialects.insert(session(), Setting).values(key=key, value=value)
            session.execute(
                statement.on_conflict_do_update(index_elements=[Setting.key], set_={"value": statement.excluded.value})
            )
            events.record(actor, SettingChanged(), before={key: before}, after={key: value})
