"""Repositories that would run a program: none of them gets to, whatever they name, and none makes us hang.

Each case gives a repository one way to start the canary, a program that leaves a file. Where ordinary git takes the bait
(``bites``), the test first makes sure of it: a bait nobody takes would prove nothing.
"""

import os
import stat
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from kb.cli.main import main
from kb.errors import KbError, UsageError
from kb.git.objects import MissingObjectError
from kb.git.repository import Repository

FILE = "architecture/a.yml"
HOOKS = (
    "post-checkout",
    "reference-transaction",
    "pre-commit",
    "post-index-change",
    "fsmonitor-watchman",
    "post-rewrite",
)


class Bait(NamedTuple):
    """What a case gets: the repository, the program to name, a free folder."""

    repo: Any
    canary: str
    free: Path

    def config(self, *lines: str) -> None:
        with (self.repo.folder / ".git/config").open("a") as file:
            file.write("\n".join(lines).replace("CANARY", self.canary) + "\n")

    def attributes(self, text: str) -> None:
        (self.repo.folder / ".git/info").mkdir(exist_ok=True)
        (self.repo.folder / ".git/info/attributes").write_text(text)

    def lose(self) -> None:
        """Take a blob away, as in a partial clone, and say that a remote has it."""
        name = self.repo.git("rev-parse", f"HEAD:{FILE}")
        (self.repo.folder / f".git/objects/{name[:2]}/{name[2:]}").unlink()
        self.config("[core]", "repositoryformatversion = 1", "[extensions]", "partialClone = origin")

    def promise(self, *lines: str) -> None:
        self.lose()
        self.config('[remote "origin"]', "promisor = true", "partialclonefilter = blob:none", *lines)


@pytest.fixture
def bait(repo: Any, tmp_path: Path) -> Bait:
    canary = tmp_path / "canary.sh"
    canary.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sung'\nexit 1\n")
    canary.chmod(0o755)
    repo.commit({FILE: "services: {pay: {tier: 1}}\n", "kb.toml": "as_of = 2026-01-01\n"}, message="first")
    repo.git("tag", "v1")
    repo.commit({FILE: "services: {pay: {tier: 0}, ledger: {}}\n"}, "2026-01-02", "second")
    repo.git("branch", "side", "v1")
    return Bait(repo, str(canary), tmp_path)


def sung(made: Bait) -> bool:
    return (made.free / "sung").exists()


def look(folder: Path, timeout: float = 20) -> list[str]:
    """Ask everything that can be asked, and return the sentences of what was refused."""
    refused: list[str] = []

    def attempt(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except KbError as error:
            refused.append(str(error))
            return None

    found = attempt(lambda: Repository.around(folder, timeout=timeout))
    if found is None:
        return refused
    attempt(lambda: found.resolve("no-such-branch"))
    attempt(lambda: found.fork("main", "side"))
    attempt(lambda: (found.shallow, found.partial, found.names()))
    head = attempt(lambda: found.resolve("HEAD"))
    if head is None:
        return refused
    attempt(lambda: list(found.history(head, [FILE])))
    for options in ({}, {"renames": "-M100%"}):
        attempt(lambda options=options: list(found.log(head, ["%H", "%aN", "%s"], **options)))
    with found.objects() as objects:
        todo = [head.tree]
        while todo:
            for item in attempt(lambda: objects.tree(todo.pop())) or ():  # noqa: B023 - called at once
                todo += [item.id] if item.is_folder else []
                if item.is_file or stat.S_ISLNK(item.mode):
                    attempt(lambda item=item: objects.blob(item.id))
    return refused


def fsmonitor(made: Bait) -> None:
    made.config("[core]", "fsmonitor = CANARY")


def pager(made: Bait) -> None:
    made.config(
        "[core]", "pager = CANARY", "[pager]", *[f"{name} = CANARY" for name in ("log", "cat-file", "rev-list")]
    )


def external_diff(made: Bait) -> None:
    made.config("[diff]", "external = CANARY")


def textconv(made: Bait) -> None:
    made.config('[diff "evil"]', "textconv = CANARY", "cachetextconv = true")
    made.attributes("* diff=evil\n")


def diff_driver(made: Bait) -> None:
    made.config('[diff "evil"]', "command = CANARY")
    made.attributes("* diff=evil\n")


def committed_attributes(made: Bait) -> None:
    made.repo.commit({".gitattributes": "* diff=evil filter=evil\n"})
    made.config('[diff "evil"]', "textconv = CANARY")


def attributes_file(made: Bait) -> None:
    (made.free / "attributes").write_text("* diff=evil\n")
    made.config("[core]", f"attributesFile = {made.free}/attributes", '[diff "evil"]', "textconv = CANARY")


def filters(made: Bait) -> None:
    made.config('[filter "evil"]', "clean = CANARY", "smudge = CANARY", "required = true")
    made.attributes("* filter=evil\n")
    os.utime(made.repo.folder / FILE, (1, 1))


def filter_process(made: Bait) -> None:
    made.config('[filter "evil"]', "process = CANARY")
    made.attributes("* filter=evil\n")
    os.utime(made.repo.folder / FILE, (1, 1))


def merge_driver(made: Bait) -> None:
    made.config('[merge "evil"]', "driver = CANARY")
    made.attributes("* merge=evil\n")


def aliases(made: Bait) -> None:
    names = ("log", "rev-parse", "rev-list", "cat-file", "for-each-ref", "merge-base", "st")
    made.config("[alias]", *[f"{name} = !CANARY" for name in names])


def include(made: Bait) -> None:
    (made.free / "more").write_text(f"[core]\nfsmonitor = {made.canary}\n")
    made.config("[include]", f"path = {made.free}/more")


def conditional_include(made: Bait) -> None:
    (made.free / "more").write_text(f"[diff]\nexternal = {made.canary}\n")
    made.config('[includeIf "onbranch:main"]', f"path = {made.free}/more")


def worktree_config(made: Bait) -> None:
    made.config("[core]", "repositoryformatversion = 1", "[extensions]", "worktreeConfig = true")
    (made.repo.folder / ".git/config.worktree").write_text(f"[core]\nfsmonitor = {made.canary}\n")


def hooks(made: Bait) -> None:
    for name in HOOKS:
        hook = made.repo.folder / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(Path(made.canary).read_text())
        hook.chmod(0o755)


def hooks_path(made: Bait) -> None:
    folder = made.free / "hooks"
    folder.mkdir()
    for name in HOOKS:
        (folder / name).symlink_to(made.canary)
    made.config("[core]", f"hooksPath = {folder}")


def signature(made: Bait) -> None:
    """A commit that claims to be signed, and the program to check it with."""
    tree, parent = made.repo.git("rev-parse", "HEAD^{tree}", "HEAD").split()
    text = (
        f"tree {tree}\nparent {parent}\nauthor A <a@b.org> 1 +0000\ncommitter A <a@b.org> 1 +0000\n"
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abcd\n -----END PGP SIGNATURE-----\n\nsigned\n"
    )
    name = made.repo.git("hash-object", "-t", "commit", "-w", "--stdin", feed=text.encode())
    made.repo.git("update-ref", "refs/heads/main", name)
    made.config("[log]", "showSignature = true", "[gpg]", "program = CANARY")


def lazy_ssh(made: Bait) -> None:
    made.promise("url = ssh://host.invalid/x", "[core]", "sshCommand = CANARY")


def lazy_ext(made: Bait) -> None:
    made.promise("url = ext::CANARY", '[protocol "ext"]', "allow = always")


def lazy_upload_pack(made: Bait) -> None:
    made.promise(f"url = {made.free}", "uploadpack = CANARY")


def lazy_proxy(made: Bait) -> None:
    made.promise("url = git://host.invalid/x", "[core]", "gitProxy = CANARY")


def lazy_credentials(made: Bait) -> None:
    made.promise("url = http://127.0.0.1:9/x", "[credential]", "helper = !CANARY", "[core]", "askPass = CANARY")


def editors(made: Bait) -> None:
    made.config("[core]", "editor = CANARY", "[sequence]", "editor = CANARY", '[trailer "x"]', "command = CANARY")


def alternate_refs(made: Bait) -> None:
    made.config("[core]", "alternateRefsCommand = CANARY", "[uploadpack]", "packObjectsHook = CANARY")


def work_tree_elsewhere(made: Bait) -> None:
    made.config("[core]", f"worktree = {made.free}", "fsmonitor = CANARY")


def alternates(made: Bait) -> None:
    """Objects lent by a repository whose own configuration is hostile."""
    lender = type(made.repo)(made.free / "lender")
    lender.commit({"x": "y"})
    (lender.folder / ".git/config").write_text(f"[core]\nfsmonitor = {made.canary}\n")
    (made.repo.folder / ".git/objects/info/alternates").write_text(f"{lender.folder}/.git/objects\n")


def submodules(made: Bait) -> None:
    head = made.repo.git("rev-parse", "HEAD")
    made.repo.write({".gitmodules": f'[submodule "s"]\npath = s\nurl = ext::{made.canary}\nupdate = !{made.canary}\n'})
    made.repo.git("add", ".gitmodules")
    made.repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},s")
    made.repo.git("commit", "-qm", "submodule")
    made.config(
        '[submodule "s"]',
        "url = ext::CANARY",
        "[submodule]",
        "recurse = true",
        "[diff]",
        "submodule = diff",
    )


def git_file(made: Bait) -> None:
    """`.git` is a file that points to a repository elsewhere, with a hostile configuration."""
    (made.repo.folder / ".git").rename(made.free / "store")
    (made.repo.folder / ".git").write_text(f"gitdir: {made.free}/store\n")
    with (made.free / "store/config").open("a") as file:
        file.write(f"[core]\nfsmonitor = {made.canary}\n[diff]\nexternal = {made.canary}\n")


STATUS, DIFF, PATCH = ("status",), ("diff", "v1"), ("log", "-p", "--ext-diff")
CASES: list[tuple[Callable[[Bait], None], tuple[str, ...] | None]] = [
    (fsmonitor, STATUS),
    (pager, None),  # git pages on a terminal only
    (external_diff, DIFF),
    (textconv, PATCH),
    (diff_driver, PATCH),
    (committed_attributes, PATCH),
    (attributes_file, PATCH),
    (filters, STATUS),
    (filter_process, STATUS),
    (merge_driver, None),
    (aliases, ("st",)),
    (include, STATUS),
    (conditional_include, DIFF),
    (worktree_config, STATUS),
    (hooks, ("checkout", "-q", "side")),
    (hooks_path, ("checkout", "-q", "side")),
    (signature, ("log", "-1")),
    (lazy_ssh, ("log", "-p")),
    (lazy_ext, ("log", "-p")),
    (lazy_upload_pack, ("log", "-p")),
    (lazy_proxy, None),
    (lazy_credentials, None),
    (editors, ("commit", "--allow-empty")),
    (alternate_refs, None),
    (work_tree_elsewhere, STATUS),
    (alternates, None),
    (submodules, None),
    (git_file, STATUS),
]


@pytest.mark.parametrize(("case", "bites"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_nothing_of_the_repository_is_run(
    bait: Bait, case: Callable[[Bait], None], bites: tuple[str, ...] | None
) -> None:
    case(bait)
    refused = look(bait.repo.folder)
    assert not sung(bait)
    if not case.__name__.startswith("lazy") and case is not work_tree_elsewhere:
        assert [said for said in refused if "no commit `no-such-branch`" not in said] == []
    if bites is not None:
        names = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        null = {"GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"], "TERM": "xterm"}
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                ["git", *bites],
                cwd=bait.repo.folder,
                env=null | names,
                capture_output=True,
                timeout=5,
                stdin=subprocess.DEVNULL,
            )
        assert sung(bait), "ordinary git does not take this bait: the case proves nothing"


STANDING_ALONE = {
    lazy_ssh,
    lazy_ext,
    lazy_upload_pack,
    lazy_proxy,
    lazy_credentials,
    work_tree_elsewhere,
    git_file,
    signature,
}


def test_no_command_runs_anything_of_a_repository_that_tries_everything(
    bait: Bait, monkeypatch: pytest.MonkeyPatch
) -> None:
    committing = [submodules, committed_attributes, alternates]  # before ordinary git runs the rest
    for case in [*committing, *(case for case, _ in CASES if case not in {*STANDING_ALONE, *committing})]:
        case(bait)
    (bait.free / "sung").unlink(missing_ok=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(bait.free / "cache"))
    for words in (
        ["diff", "v1"],
        ["diff", "v1", "main"],
        ["diff", "v1...main"],
        ["trend"],
        ["trend", "--every", "week"],
        ["import", "git", str(bait.repo.folder)],
        ["import", "git", str(bait.repo.folder), "--truck-factor"],
        ["drift", str(bait.repo.folder)],
        ["init", "drafted", "--from", "git", "--of", str(bait.repo.folder), "--dry-run"],
    ):
        result = CliRunner().invoke(main, ["-C", str(bait.repo.folder), *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    assert not sung(bait)


@pytest.mark.parametrize("case", sorted(STANDING_ALONE, key=lambda case: case.__name__), ids=lambda case: case.__name__)
def test_no_command_runs_what_stands_in_the_way_of_reading(
    bait: Bait, case: Callable[[Bait], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    case(bait)
    monkeypatch.setenv("XDG_CACHE_HOME", str(bait.free / "cache"))
    place = str(bait.repo.folder)
    for words in (["diff", "v1", "main"], ["trend"], ["import", "git", place], ["drift", place]):
        result = CliRunner().invoke(main, ["-C", str(bait.repo.folder), *words])
        assert result.exit_code == 0 or isinstance(result.exception, KbError)
    assert not sung(bait)


def test_the_environment_of_the_caller_does_not_reach_git(bait: Bait, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EDITOR", "GIT_PROXY_COMMAND"):
        monkeypatch.setenv(name, bait.canary)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", bait.canary)
    monkeypatch.setenv("GIT_DIR", str(bait.free / "nowhere"))
    monkeypatch.setenv("GIT_TRACE", str(bait.free / "sung"))
    assert look(bait.repo.folder) == ["there is no commit `no-such-branch` in this repository"]
    assert not sung(bait)


def test_git_is_not_looked_for_in_the_folder_it_looks_at(bait: Bait, monkeypatch: pytest.MonkeyPatch) -> None:
    (bait.repo.folder / "git").symlink_to(bait.canary)
    monkeypatch.chdir(bait.repo.folder)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert len(look(bait.repo.folder)) == 1
    assert not sung(bait)


def test_a_bare_repository_inside_a_work_tree_is_not_looked_at(bait: Bait) -> None:
    inside = bait.repo.folder / "docs/evil.git"
    bait.repo.git("clone", "-q", "--bare", ".", str(inside))
    with (inside / "config").open("a") as file:
        file.write(f"[core]\nfsmonitor = {bait.canary}\nbare = false\nworktree = {bait.repo.folder}\n")
    assert len(look(inside)) == 1  # the repository around it answers
    assert Repository.around(inside).top == bait.repo.folder.resolve()
    assert not sung(bait)


def test_a_bare_repository_is_read_when_named(bait: Bait) -> None:
    bare = bait.free / "bare.git"
    bait.repo.git("clone", "-q", "--bare", ".", str(bare))
    with (bare / "config").open("a") as file:
        file.write(f"[core]\nfsmonitor = {bait.canary}\n[diff]\nexternal = {bait.canary}\n")
    found = Repository.bare(bare)
    assert len(list(found.history(found.resolve("main"), ()))) == 2
    assert not sung(bait)
    with pytest.raises(UsageError, match="not a git repository"):
        Repository.bare(bait.free)


@pytest.mark.parametrize("place", [".git/config", ".git/objects/info/alternates", ".git/packed-refs"])
def test_a_pipe_in_place_of_a_file_does_not_hang(bait: Bait, place: str) -> None:
    file = bait.repo.folder / place
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    with pytest.raises(KbError, match=r"said nothing for 0\.5 seconds"):
        Repository.around(bait.repo.folder, timeout=0.5).resolve("main")


def test_odd_names_are_read_as_they_are(bait: Bait) -> None:
    names = [
        b"-n",
        b"--help",
        b"new\nline",
        b'qu"ote',
        b"tab\t",
        b"\xff\xfe",
        b"x" * 250,
        "ü".encode(),
        b"\x1b[31m",
        b" ",
    ]
    blob = bait.repo.git("rev-parse", f"HEAD:{FILE}")
    listed = b"".join(b"100644 blob %s\t%s\0" % (blob.encode(), name) for name in names)
    tree = bait.repo.git("mktree", "-z", feed=listed)
    bait.repo.git("update-ref", "refs/heads/main", bait.repo.git("commit-tree", tree, "-p", "HEAD", "-m", "odd"))
    found = Repository.around(bait.repo.folder)
    head = found.resolve("main")
    with found.objects() as objects:
        assert sorted(item.name for item in objects.tree(head.tree)) == sorted(names)
        assert objects.find(head.tree, os.fsdecode(b"\xff\xfe")) is not None
    assert b"new\nline\0" in b"".join(found.log(head, ["%H"]))
    assert len(list(found.history(head, ["-n"]))) == 1
    assert look(bait.repo.folder) == ["there is no commit `no-such-branch` in this repository"]


def test_links_and_submodules_are_told_apart_from_files(bait: Bait) -> None:
    (bait.repo.folder / "link").symlink_to("/etc/passwd")
    bait.repo.commit({})
    submodules(bait)
    found = Repository.around(bait.repo.folder)
    with found.objects() as objects:
        items = {item.name: item for item in objects.tree(found.resolve("main").tree)}
        assert stat.S_ISLNK(items[b"link"].mode)
        assert not items[b"link"].is_file
        assert objects.blob(items[b"link"].id) == b"/etc/passwd"
        submodule = items[b"s"]
        assert (submodule.is_file, submodule.is_folder) == (False, False)
        assert objects.find(found.resolve("main").tree, "link/passwd") is None


def test_a_huge_blob_is_refused_by_its_size(bait: Bait) -> None:
    with (bait.repo.folder / "huge").open("wb") as file:
        file.truncate(70_000_000)
    bait.repo.commit({})
    found = Repository.around(bait.repo.folder)
    with found.objects() as objects:
        item = objects.find(found.resolve("main").tree, "huge")
        assert item is not None
        assert objects.kind_and_size(item.id) == ("blob", 70_000_000)
        with pytest.raises(KbError, match="70,000,000 bytes, more than"):
            objects.blob(item.id)
        with pytest.raises(KbError, match="more than the 10 that are read"):
            objects.blob(found.resolve("main").tree and objects.find(found.resolve("main").tree, FILE).id, most=10)  # type: ignore[union-attr]


def test_an_id_means_the_same_bytes_whatever_replaces_it(bait: Bait) -> None:
    old, new = bait.repo.git("rev-parse", f"v1:{FILE}"), bait.repo.git("rev-parse", f"HEAD:{FILE}")
    bait.repo.git("replace", new, old)
    bait.repo.git("replace", "HEAD", "v1")
    found = Repository.around(bait.repo.folder)
    with found.objects() as objects:
        assert b"ledger" in objects.blob(new)
    assert len(list(found.history(found.resolve("main"), ()))) == 2


def test_a_graft_does_not_change_history(bait: Bait) -> None:
    head = bait.repo.git("rev-parse", "HEAD")
    (bait.repo.folder / ".git/info").mkdir(exist_ok=True)
    (bait.repo.folder / ".git/info/grafts").write_text(f"{head}\n")
    found = Repository.around(bait.repo.folder)
    assert len(list(found.history(found.resolve("main"), ()))) == 2


def test_a_missing_object_is_named_and_not_fetched(bait: Bait) -> None:
    bait.promise("url = ext::CANARY", '[protocol "ext"]', "allow = always")
    found = Repository.around(bait.repo.folder)
    with found.objects() as objects:
        item = objects.find(found.resolve("main").tree, FILE)
        assert item is not None
        with pytest.raises(MissingObjectError, match="is not in this clone, and nothing is fetched"):
            objects.blob(item.id)
        assert objects.kind_and_size(found.resolve("main").tree)[0] == "tree"  # it goes on
    assert not sung(bait)


@pytest.mark.parametrize("content", [b"\0" * 40, b"100644 a", b"100644 a\0short", b"x y\0" + b"1" * 20])
def test_a_damaged_tree_is_an_error(bait: Bait, content: bytes) -> None:
    name = bait.repo.git("hash-object", "--literally", "-t", "tree", "-w", "--stdin", feed=content)
    found = Repository.around(bait.repo.folder)
    with found.objects() as objects, pytest.raises(KbError, match="is damaged"):
        objects.tree(name)


def test_an_object_that_is_not_what_it_should_be_is_an_error(bait: Bait) -> None:
    found = Repository.around(bait.repo.folder)
    head = found.resolve("main")
    with found.objects() as objects:
        with pytest.raises(KbError, match="is a tree where a blob was expected"):
            objects.blob(head.tree)
        with pytest.raises(KbError, match="is no id of an object"):
            objects.blob("HEAD:x\n")
