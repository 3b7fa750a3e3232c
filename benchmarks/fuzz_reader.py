"""Feeds the reader mutations of this repository's own files and counts tracebacks, hangs and crashes.

    python benchmarks/fuzz_reader.py [--inputs 2000] [--seed 1] [--limit 5] [--keep FOLDER]

Each input is one file of the founding case or of the example, mutated, in a copy of its base. The work is done in child
processes, so that a crash by a signal is counted and not suffered; an input that takes longer than the limit is a hang.
The same seed gives the same inputs. Exit code 1 if there was a traceback, a hang, a crash or a finding that lacks its
place, its words or its fix.
"""

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kb.files.load import load  # noqa: E402

BASES = (ROOT, ROOT / "examples" / "lantern")
FOLDERS = ("architecture", "ownership", "runbooks", "events")
PIECES = (
    b"\t", b"\0", b"\x1b[31m", b"\r", b"\xff", b"\xe9", "\u0085".encode(), "\u202e".encode(), "\ufeff".encode(), "\u00a0".encode(), b"\\ud800", b"{", b"}", b"[", b"]", b"- ",
    b": ", b"#", b"&a ", b"*a", b"!!python/name:os.system ", b"<<: *a", b"? ", b"| ", b"> ", b"'", b'"', b"@", b"%", b"`", b"---\n", b"...\n", b"%YAML 1.1\n", b"<<<<<<< HEAD\n",
    b"=======\n", b"~", b"null", b"none", b"true", b"010", b"1e400", b".nan", b"-0", b"9" * 400, b"2026-02-30", b"12:30", b"[" * 200, b"{a: " * 200, b"\n" * 50, b" " * 50,
    b"<script>", b"password: hunter22", b"+49 30 901820", b"AKIAABCDEFGHIJKLMNOP", b"\n  x: &a [*a]\n", b"[[suppress]]\n", b"$", b"a.b.c = 1\n", b'"""', b"x = [\n",
)  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """Return the bytes of a file after one to four random changes."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
        at, lines = random.randrange(len(data) + 1), data.split(b"\n")
        line, other = random.randrange(len(lines)), random.randrange(len(lines))
        kind = random.randrange(10)
        if kind <= 2:
            data = data[:at] + random.choice(PIECES) + data[at:]
        elif kind == 3:
            data = (
                data[:at]
                + bytes(random.randrange(256) for _ in range(random.randrange(1, 6)))
                + data[at + random.randrange(4) :]
            )
        elif kind == 4:
            data = data[:at] + data[at + random.randrange(1, 40) :]
        elif kind == 5:
            data = data[:at]
        elif kind == 6:
            lines[line], lines[other] = lines[other], lines[line]
            data = b"\n".join(lines)
        elif kind == 7:
            lines.insert(other, lines[line])
            data = b"\n".join(lines)
        elif kind == 8:
            lines[line] = b" " * random.randrange(5) + lines[line].lstrip()
            data = b"\n".join(lines)
        else:
            cut = data.find(b":", at)
            data = (
                data
                if cut < 0
                else data[: cut + 1] + b" " + random.choice(PIECES) + data[cut + 1 + random.randrange(12) :]
            )
    return data


def files(base: Path) -> list[str]:
    """Return the files of a base that a mutation may hit, sorted."""
    found = [
        path.relative_to(base).as_posix() for name in FOLDERS for path in (base / name).rglob("*.*") if path.is_file()
    ]
    return [*sorted(found), "kb.toml"]


def copy(base: Path, to: Path) -> None:
    """Copy what the reader looks at."""
    for name in FOLDERS:
        shutil.copytree(base / name, to / name)
    shutil.copy(base / "kb.toml", to / "kb.toml")


def flaws(root: Path) -> list[str]:
    """Load a base; return what is wrong with its findings: no place in the file, no words, no fix."""
    found = []
    for each in load(root).findings:
        path, line, column = each.source
        file = root / path
        if (
            not path
            or not each.message
            or not each.fix
            or not (each.message + each.fix).isprintable()
            or each.width < 1
        ):
            found.append(f"without words: {each}")
        elif line < 1 or column < 1:
            found.append(f"without a place: {each}")
        elif file.is_file():
            lines = file.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
            if line > len(lines) or column > len(lines[line - 1]) + 1:
                found.append(f"outside the file: {each}")
    return found


def worker(
    jobs: "multiprocessing.Queue[tuple[int, str, bytes] | None]",
    answers: "multiprocessing.Queue[tuple[str, str]]",
    base: str,
) -> None:
    """Load one mutated file after the other in a copy of a base."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "kb"
        root.mkdir()
        copy(Path(base), root)
        while (job := jobs.get()) is not None:
            _, path, data = job
            whole = (root / path).read_bytes()
            (root / path).write_bytes(data)
            try:
                wrong = flaws(root)
                answers.put(("flaw" if wrong else "fine", "\n".join(wrong)))
            except Exception:  # noqa: BLE001 - what it is here to count
                answers.put(("traceback", traceback.format_exc()))
            (root / path).write_bytes(whole)


class Child:
    """A child process that loads mutations of one base, begun anew after a crash or a hang."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.start()

    def start(self) -> None:
        """Begin a process."""
        self.jobs: multiprocessing.Queue[tuple[int, str, bytes] | None] = multiprocessing.Queue()
        self.answers: multiprocessing.Queue[tuple[str, str]] = multiprocessing.Queue()
        self.process = multiprocessing.Process(
            target=worker, args=(self.jobs, self.answers, str(self.base)), daemon=True
        )
        self.process.start()

    def run(self, number: int, path: str, data: bytes, limit: float) -> tuple[str, str]:
        """Return how one input went, and the details."""
        self.jobs.put((number, path, data))
        until = time.monotonic() + limit
        while time.monotonic() < until:
            try:
                return self.answers.get(timeout=0.2)
            except Exception:  # noqa: BLE001 - queue.Empty
                if not self.process.is_alive():
                    code = self.process.exitcode
                    self.start()
                    return "crash", f"exit code {code}"
        self.process.kill()
        self.start()
        return "hang", f"more than {limit:g} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=5.0, help="seconds after which an input is a hang")
    parser.add_argument("--keep", type=Path, help="folder for inputs that went wrong")
    asked = parser.parse_args()
    random, outcomes, slowest = Random(asked.seed), Counter[str](), 0.0
    children = [(Child(base), files(base)) for base in BASES]
    for number in range(asked.inputs):
        child, paths = random.choice(children)
        path = random.choice(paths)
        data = mutated((child.base / path).read_bytes(), random)
        started = time.perf_counter()
        outcome, details = child.run(number, path, data, asked.limit)
        slowest = max(slowest, time.perf_counter() - started)
        outcomes[outcome] += 1
        if outcome != "fine":
            print(f"{number}: {path}: {outcome}\n{details}")
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{number}-{path.replace('/', '+')}").write_bytes(data)
    counts = ", ".join(
        f"{outcomes[word]} {words}"
        for word, words in (
            ("traceback", "tracebacks"),
            ("hang", "hangs"),
            ("crash", "crashes"),
            ("flaw", "findings without place or words"),
        )
    )
    print(f"{asked.inputs:,} inputs (seed {asked.seed}): {counts}; slowest {slowest:.2f} s")
    for child, _ in children:
        child.jobs.put(None)
    return 0 if outcomes["fine"] == asked.inputs else 1


if __name__ == "__main__":
    sys.exit(main())
