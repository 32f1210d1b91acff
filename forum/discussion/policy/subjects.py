"""What the rules ask of a topic and of a post."""

from typing import Protocol


class TopicLike(Protocol):
    """What the rules ask of a topic: a row, or what a query made of it."""

    @property
    def audience(self) -> str:
        """Return `public`, `community`, `city` or `staff`."""

    @property
    def city_id(self) -> int | None:
        """Return the city whose room it stands in, if any."""

    @property
    def author_id(self) -> int:
        """Return who opened it."""

    @property
    def author_city_id(self) -> int | None:
        """Return the city of the author when it was written."""

    @property
    def kind(self) -> str:
        """Return `question`, `discussion`, `experience` or `announcement`."""

    @property
    def closed(self) -> bool:
        """Tell whether nobody can reply any more."""

    @property
    def deleted(self) -> bool:
        """Tell whether it was deleted."""


class PostLike(Protocol):
    """What the rules ask of a post."""

    @property
    def author_id(self) -> int | None:
        """Return who wrote it; None for the forum itself."""

    @property
    def state(self) -> str:
        """Return `visible`, `hidden` or `deleted`."""

    @property
    def state_by_id(self) -> int | None:
        """Return who hid or deleted it."""

    @property
    def kind(self) -> str:
        """Return what kind of post it is."""

    @property
    def number(self) -> int:
        """Return its place in the topic."""
