"""The fixed words of the knowledge base: kinds, relations, levels, evidence, basis.

They are the words of the files and of every output. An enum's value is the word as written.
"""

from enum import Enum, IntEnum


class Nothing(Enum):
    """``none`` as an answer: written down, as opposed to absent, which is unknown."""

    NONE = "none"


class Kind(Enum):
    """What an id stands for: the section, in the singular."""

    SYSTEM = "system"
    SERVICE = "service"
    PLATFORM = "platform"
    DATASTORE = "datastore"
    QUEUE = "queue"
    CLIENT = "client"
    JOB = "job"
    VENDOR = "vendor"
    SOURCE = "source"
    TEAM = "team"
    PERSON = "person"
    ROTATION = "rotation"
    RUNBOOK = "runbook"
    EVENT = "event"


COMPONENT_KINDS = (Kind.SERVICE, Kind.PLATFORM, Kind.DATASTORE, Kind.QUEUE, Kind.CLIENT, Kind.JOB)
"""Anything in the service graph but a vendor or a system is a *component*."""


class Relation(Enum):
    """How one component stands on another; the key it is written under."""

    NEEDS = "needs"
    BUILT_ON = "built_on"
    RUNS_ON = "runs_on"
    USES = "uses"

    @property
    def hard(self) -> bool:
        """Whether losing the other takes this one down; ``uses`` only degrades it."""
        return self is not Relation.USES


class Level(IntEnum):
    """What someone can do with a component, in growing order.

    ``operate`` = can restore it alone at 3 a.m.; ``expert`` = has brought another to operate.
    """

    AWARE = 1
    ASSIST = 2
    OPERATE = 3
    EXPERT = 4

    @property
    def word(self) -> str:
        """The level as written in the files."""
        return self.name.lower()


class Evidence(Enum):
    """What a level rests on, weakest first."""

    CLAIMED = "claimed"
    AUTHORED = "authored"
    REVIEWED = "reviewed"
    DEPLOYED = "deployed"
    SHADOWED = "shadowed"
    TABLETOP = "tabletop"
    DRILL = "drill"
    GAMEDAY = "gameday"
    INCIDENT = "incident"

    @property
    def proves_operate(self) -> bool:
        """Whether it proves *operate*: only an unaided drill, game day or incident does."""
        return self in _PROVING


_PROVING = frozenset({Evidence.DRILL, Evidence.GAMEDAY, Evidence.INCIDENT})


class Basis(Enum):
    """How a fact came to be written down, strongest first."""

    STATED = "stated"
    REPORTED = "reported"
    INFERRED = "inferred"
    ASSUMPTION = "assumption"


class RiskClass(Enum):
    """Class of a component by its coverage: 0, 1, 2, 3 or more operators, or no entry at all."""

    ORPHANED = "orphaned"
    SINGLE = "single"
    THIN = "thin"
    HELD = "held"
    UNKNOWN = "unknown"


class PersonKind(Enum):
    """How a person belongs to the organisation; only externals stand outside coverage."""

    EMPLOYEE = "employee"
    CONTRACTOR = "contractor"
    EXTERNAL = "external"
