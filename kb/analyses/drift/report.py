"""What was observed, and where it drifts away from what is declared."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from kb.analyses.maintaining.parts import Part
from kb.model.fact import Fact
from kb.model.source import Source


class Sort(Enum):
    """The ways in which declared and observed differ; the value is what they are called."""

    LEFT = "left"
    NEVER_COMMITS = "no-longer-commits"
    OWNS_NOTHING = "commits-undeclared"
    OWNER = "other-owner"
    EDGE = "undeclared-edge"
    GONE_EDGE = "unseen-edge"
    ROTATION = "rotation"
    UNKNOWN_NAME = "unknown-name"
    UNDECLARED = "undeclared"


class Drift(NamedTuple):
    """One difference.

    Attributes:
        subject: the component, rotation or team it is about.
        message: one sentence that says what differs.
        fix: one sentence that says what to do.
        seen: where it was observed, relative to what was looked at.
        declared: where the files say otherwise; None where they say nothing.
    """

    sort: Sort
    subject: str
    message: str
    fix: str
    seen: Source
    declared: Source | None = None


class Owned(NamedTuple):
    """A person or team named as an owner: as written, the id of the person it stands for (if any), and where."""

    written: str
    person: str | None
    team: str | None
    source: Source


class Observed(NamedTuple):
    """Everything that was looked at.

    Attributes:
        facts: what importers read, by importer.
        owners: whom CODEOWNERS files name, whatever their rules match.
        parts: of each component in a repository, who did what: the person's id (None if unknown), name, and evidence.
        repositories: how many histories were read.
        unmatched: files of repositories that belong to no component, and so were not compared.
        unlooked: importer -> why nothing it reads was looked at, a clause.
    """

    facts: dict[str, tuple[Fact, ...]]
    owners: tuple[Owned, ...]
    parts: tuple["Seen", ...]
    repositories: int = 0
    unmatched: int = 0
    unlooked: Mapping[str, str] = {}


class Seen(NamedTuple):
    """One component in one repository.

    Attributes:
        part: what its history says.
        people: the id of the person each evidence of the part is of; None where nobody of the base is known to be them.
        place: repository and commit.
    """

    part: Part
    people: tuple[str | None, ...]
    place: Source


class DriftReport(NamedTuple):
    """All differences, and what was compared.

    Attributes:
        looked_at: importer -> number of facts; of git, of repositories.
        compared: components of which anything was observed; where there are none, nothing was compared.
        unmatched: files of repositories that belong to no component, and so were not compared.
        unlooked: importer -> why nothing it reads was looked at, a clause.
    """

    looked_at: dict[str, int]
    compared: int
    unmatched: int
    drifts: tuple[Drift, ...]
    unlooked: Mapping[str, str] = {}
