"""The two sides of a comparison: commits read without a checkout, or the working tree, each at its date."""

from kb.analyses.diff.side import Side
from kb.cli.session import Session, now
from kb.errors import KbError, NothingHereError, UsageError
from kb.files.commit import CommitStore
from kb.files.load import Loaded, load
from kb.git.objects import Objects
from kb.git.repository import Commit, Repository
from kb.model.asked import At, asked
from kb.model.finding import Finding, listed
from kb.model.noun import NamedTuple
from kb.model.saying import count

_WORKING_TREE = "the working tree"


class _Read(NamedTuple):
    """One side as it was read: what to call it, the commit if it is one, and what it holds."""

    name: str
    commit: str | None
    loaded: Loaded


class Sides(NamedTuple):
    """Both sides, and what is to be said of them.

    Attributes:
        before: the earlier one.
        after: the later one.
        line: says the dates.
        prefix: the folder of the base below the top of the repository.
        catalogue: the folder of the overlay that commits do not hold, seen as it lies there now; None if there is no such.
    """

    before: Side
    after: Side
    line: str
    prefix: str
    catalogue: str | None


def sides(session: Session, revisions: tuple[str, ...], at: str | None, to: str | None) -> Sides:
    """Return the two sides of a comparison.

    Raises:
        UsageError: for a revision that is not there, or dates in the wrong order.
        KbError: listing every fault of the files, on either side.
    """
    before, after, prefix = _read(session, revisions)
    _refuse([side for side in ((before, after) if before is not after else (after,)) if _faults(side)])
    _something(before, after)
    settings = after.loaded.base.settings
    early = asked(settings, at, now)
    late = asked(settings, to, now, "--to") if to is not None else early
    if late.instant < early.instant:
        if late.instant.date() == early.instant.date():
            raise UsageError(
                f"--to {to} lies before the instant of the earlier side; a day means 12:00 UTC: name a later one"
            )
        raise UsageError(f"--to {to} lies before the date of the earlier side: {early.instant.date()}")
    names = (before.name, after.name)
    if before is after:
        names = (str(early.instant.date()), str(late.instant.date()))
    elif to is not None:
        names = (f"{names[0]} at {early.instant.date()}", f"{names[1]} at {late.instant.date()}")
    old = Side(before.loaded.base, early.instant, names[0], before.commit)
    new = Side(after.loaded.base, late.instant, names[1], after.commit)
    return Sides(old, new, _line(early, late, to, at), prefix, session.beside.stood_in if revisions else None)


def _line(early: At, late: At, to: str | None, at: str | None) -> str:
    if to is None:
        return early.line
    first = early.line if at is None else f"At {at} and {to} (asked for with --at and --to)"
    notice = late.line.partition(" (asked for with --to)")[2]
    if at is not None:
        return f"{first}{notice}"
    return f"{first.partition(')')[0]}) and {to} (asked for with --to){notice}"


def _read(session: Session, revisions: tuple[str, ...]) -> tuple[_Read, _Read, str]:
    if not revisions:
        whole = _Read(_WORKING_TREE, None, session.loaded)
        return whole, whole, ""
    found = Repository.around(session.root)
    prefix = found.prefix(session.root)
    old, new = _commits(found, revisions)
    with found.objects() as objects:
        before = _commit(session, objects, *old, prefix)
        after = _Read(_WORKING_TREE, None, session.loaded) if new is None else _commit(session, objects, *new, prefix)
    return before, after, prefix


def _commits(found: Repository, revisions: tuple[str, ...]) -> tuple[tuple[str, Commit], tuple[str, Commit] | None]:
    """Return the name and commit of both sides; None for the working tree."""
    first, *rest = revisions
    for dots in ("...", ".."):
        one, mark, other = first.partition(dots)
        if not mark:
            continue
        if rest:
            raise UsageError(f"`{first}` names two commits already: leave out `{rest[0]}`")
        new = (other, found.resolve(other)) if other else None
        if dots == "..":
            return (one or "HEAD", found.resolve(one or "HEAD")), new
        fork = found.fork(one or "HEAD", other or "HEAD")
        return (f"{fork.id[:10]}, where it left {one or 'HEAD'}", fork), new
    old = (first, found.resolve(first))
    return old, ((rest[0], found.resolve(rest[0])) if rest else None)


def _commit(session: Session, objects: Objects, name: str, commit: Commit, prefix: str) -> _Read:
    store = CommitStore(objects, commit, prefix)
    loaded = load(store)
    if loaded.base.settings.overlay.backstage is not None:
        try:
            loaded = session.beside.added(store, loaded, load)
        except KbError as error:
            raise KbError(f"{name}: {error}") from None
    return _Read(f"{name} (without {prefix})" if store.is_empty else name, commit.id, loaded)


def _faults(side: _Read) -> list[Finding]:
    return [finding for finding in side.loaded.findings if finding.suppressed is None]


def _refuse(faulty: list[_Read]) -> None:
    """Raise with every fault of every side that has some."""
    if not faulty:
        return
    lines: list[str] = []
    for side in faulty:
        faults = _faults(side)
        lines.append(f"the files of {side.name} have {count(len(faults), 'fault')}:")
        lines += listed(faults)
    if all(side.commit for side in faulty):
        lines.append("A commit cannot be mended: compare with one whose files `kb check` accepts.")
    raise KbError("\n".join(lines))


def _something(before: _Read, after: _Read) -> None:
    """Raise if neither side holds a component."""
    if not before.loaded.base.components and not after.loaded.base.components:
        raise NothingHereError(f"neither {before.name} nor {after.name} holds a component")
