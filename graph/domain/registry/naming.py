"""What is opened in the registries by hand: teams, categories and constraints, each under one natural key."""

from dataclasses import dataclass
from enum import StrEnum

from graph.domain.kernel.keys import EntityKey
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import check_free_text

LONGEST_NAME = 120
"""One line of a page."""
LONGEST_DESCRIPTION = 500
"""A few sentences."""
WITHIN = "/"
"""Stands between the names of a category and of the one that it lies in."""


class OpenedKind(StrEnum):
    """What people open by name."""

    TEAM = "Team"
    CATEGORY = "Category"
    CONSTRAINT = "Constraint"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A team, category or constraint to open.

    `description` says what a constraint limits. Of a category, `entity_kind` is the kind of what it classes; within a
    parent (an id) it has the parent's.
    """

    kind: OpenedKind
    name: str
    description: str = ""
    entity_kind: str = ""
    parent_id: str | None = None

    def key(self, parent_key: str | None) -> str:
        """Return the natural key; `parent_key` is that of a category's parent."""
        if self.kind is not OpenedKind.CATEGORY:
            return self.name
        return EntityKey(self.entity_kind, self.name).text if parent_key is None else f"{parent_key}{WITHIN}{self.name}"


def category_key(entity_kind: str, names: tuple[str, ...]) -> str:
    """Return the key of a category by the names from the top down to its own."""
    return EntityKey(entity_kind, WITHIN.join(names)).text


def check_opening(opening: NewEntry) -> Problem | None:
    """Refuse a name that cannot be read, and a category that nobody could find again."""
    if problem := check_free_text(opening.name, "name", LONGEST_NAME):
        return problem
    if opening.name != opening.name.strip() or "\n" in opening.name:
        return invalid("name", "name begins or ends with a blank, or holds a line break: write it on one line without.")
    match opening.kind:
        case OpenedKind.CONSTRAINT:
            return check_free_text(opening.description, "description", LONGEST_DESCRIPTION)
        case OpenedKind.CATEGORY if opening.parent_id is None:
            return _check_entity_kind(opening.entity_kind)
        case _:
            return None


def _check_entity_kind(kind: str) -> Problem | None:
    if "|" in kind:
        return invalid("entityKind", "entityKind holds |, which separates it from the name: send it without.")
    return check_free_text(kind, "entityKind", LONGEST_NAME)


def taken(opening: NewEntry) -> Problem:
    """Refuse a name that is used already."""
    where = "in this place " if opening.kind is OpenedKind.CATEGORY else ""
    return invalid(
        "name",
        f"There is a {opening.kind.value.lower()} {opening.name!r} {where}already: use it, or choose another name.",
    )
