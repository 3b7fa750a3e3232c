"""Counting many histories: in parallel, kept between runs, in parts that are put together in any order.

What is counted for a repository is plain data (:class:`Mined`), the same bytes for the same commit, whoever counts it:
another run, another process or another machine.

Longer than the usual 150 lines: one job, done here, in parts and on other machines.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kb.analyses.maintaining.mailmap import other_mails
from kb.analyses.maintaining.tally import PROGRAMS, Rules, Tally
from kb.errors import KbError, NotInstalledError, UsageError
from kb.files.cache import Cache
from kb.git.history import files, history
from kb.git.repository import Commit, Repository
from kb.git.surroundings import GitError
from kb.importers._places import repository_name


class Job(NamedTuple):
    """What to count: a repository, up to which commit, by which rules, and where results are kept (empty: nowhere).

    The name is what to call it; empty for that of its folder.
    """

    place: str
    revision: str
    rules: Rules
    cache: str
    name: str = ""


Mined = dict[str, Any]
"""What was counted: ``name``, ``head``, ``tally`` (:meth:`Tally.plain`), ``files`` (path -> whether executable) and ``others``, the
mails that :func:`~kb.analyses.maintaining.mailmap.other_mails` finds."""


def mine(job: Job) -> Mined:
    """Count the history of one repository; only the commits that are new since it was counted before.

    Raises:
        KbError: if it cannot be read.
    """
    place = Path(job.place)
    repository = open_repository(place)
    head = repository.resolve(job.revision)
    cache = Cache(Path(job.cache) if job.cache else None, "history")
    key = (str(place.resolve()), repr(tuple(job.rules)), PROGRAMS)
    there = files(repository, head)
    kept = cache.get(*key)
    mailmap, others = _mailmap(repository, head)
    tally, after = _continued(kept, mailmap, repository, head)
    if after is None or after.id != head.id:
        tally = tally or Tally(job.rules)
        tally.add(history(repository, head, after=after))
        cache.put({"head": head.id, "mailmap": mailmap, "tally": tally.plain()}, *key)
    return {
        "name": job.name or repository_name(place),
        "head": head.id,
        "tally": tally.plain() if tally else {},
        "files": there,
        "others": others,
    }


def _continued(kept: Any, mailmap: str, repository: Repository, head: Commit) -> tuple[Tally | None, Commit | None]:
    """Return what was kept and the commit it goes up to, if that lies in the history of this one."""
    try:
        if kept is None or kept["mailmap"] != mailmap:
            return None, None
        tally, before = Tally.of(kept["tally"]), repository.resolve(kept["head"])
        if repository.fork(before.id, head.id).id == before.id:
            return tally, before
    except (KbError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        pass  # nothing usable was kept, or the history was rewritten
    return None, None


def _mailmap(repository: Repository, head: Commit) -> tuple[str, dict[str, list[str]]]:
    """Return what the .mailmap is called, and which other mails it gives to whom."""
    with repository.objects() as objects:
        found = objects.find(head.tree, ".mailmap")
        if found is None:
            return "", {}
        try:
            text = objects.blob(found.id).decode("utf-8", "replace")
        except GitError:  # a link or a folder of that name, or larger than anything is read
            text = ""
    return found.id, {mail: list(others) for mail, others in other_mails(text).items()}


def mine_all(
    jobs: Sequence[Job], *, processes: int, progress: Callable[[int, int, str], None], cluster: str = ""
) -> list[Mined]:
    """Count many histories and return them by name.

    Args:
        jobs: what to count.
        processes: how many at a time on this machine.
        progress: told how many are done, of how many, and the last one's name.
        cluster: address of a Dask scheduler whose workers see the same folders; empty counts here.

    Raises:
        KbError: naming every repository that could not be read; what was counted is kept for the next run.
    """
    run = partial(_on_cluster, address=cluster) if cluster else partial(_here, processes=processes)
    found: list[Mined] = []
    wrong: list[str] = []
    for done, (job, mined) in enumerate(run(jobs), 1):
        if isinstance(mined, str):
            wrong.append(f"{job.place}: {mined}")
        else:
            found.append(mined)
        progress(done, len(jobs), Path(job.place).name)
    if wrong:
        raise KbError("\n".join(["these repositories could not be read:", *(f"  {line}" for line in sorted(wrong))]))
    return together([found])


def _try(job: Job) -> Mined | str:
    """Count, or return the sentence that says why not: errors of ours do not travel well between processes."""
    try:
        return mine(job)
    except KbError as error:
        return str(error)


def _here(jobs: Sequence[Job], *, processes: int) -> Iterator[tuple[Job, Mined | str]]:
    if processes == 1 or len(jobs) < 2:
        yield from ((job, _try(job)) for job in jobs)
        return
    with ProcessPoolExecutor(min(processes, len(jobs))) as pool:
        ordered = sorted(jobs, key=_size, reverse=True)  # the longest first, so that none is waited for at the end
        waiting: dict[Future[Mined | str], Job] = {pool.submit(_try, job): job for job in ordered}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _size(job: Job) -> int:
    """Return about how large a repository is: the bytes of its packs."""
    place = Path(job.place)
    packs = (place / ".git" if (place / ".git").is_dir() else place) / "objects" / "pack"
    try:
        return sum(item.stat(follow_symlinks=False).st_size for item in os.scandir(packs))
    except OSError:
        return 0


def _on_cluster(jobs: Sequence[Job], *, address: str) -> Iterator[tuple[Job, Mined | str]]:
    """Count on the workers of a Dask cluster; what a lost worker had is counted again by another."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and heavy
        from distributed import as_completed as completed  # noqa: PLC0415
    except ImportError:
        raise NotInstalledError("--cluster needs Dask", "cluster") from None
    try:
        client = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"there is no Dask scheduler at {address} ({error})") from None
    with client:
        ordered = sorted(jobs, key=_size, reverse=True)
        waiting = {client.submit(_try, job, pure=False, retries=3): job for job in ordered}
        for future in completed(waiting):  # type: ignore[no-untyped-call]
            yield waiting[future], future.result()


def together(parts: Sequence[Sequence[Mined]]) -> list[Mined]:
    """Put parts together: each repository once, by name; the order of the parts does not matter.

    Raises:
        KbError: if two parts hold a repository at different commits.
    """
    found: dict[str, Mined] = {}
    for mined in (one for part in parts for one in part):
        other = found.setdefault(str(mined["name"]), mined)
        if other["head"] != mined["head"]:
            raise KbError(
                f"`{mined['name']}` was counted at {other['head'][:10]} and at {mined['head'][:10]}: count it again"
            )
    return [found[name] for name in sorted(found)]


def is_repository(folder: Path) -> bool:
    """Whether a folder is a repository: one with a work tree, or a bare one."""
    return (folder / ".git").exists() or ((folder / "HEAD").is_file() and (folder / "objects").is_dir())


def open_repository(place: Path) -> Repository:
    """Return the repository at a place.

    Raises:
        KbError: if there is none, or git refuses it.
    """
    try:
        return Repository.around(place) if (place / ".git").exists() else Repository.bare(place)
    except GitError as error:
        raise KbError(f"{place}: {error}") from None
