"""What a Compose file starts that nobody operates: jobs that end by themselves, test runners, load generators.

Told by what the files say of them, never by how a service is called: who waits for its end, whether it is started again, which
profile or file it belongs to, and the settings of a tool made for nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kb.importers._yaml import Map, Seq, Text, of

ENDS: Final = "jobs that end by themselves"
TESTS: Final = "services for tests only"
TOOLS: Final = "test runners and load generators"
_WORDS: Final = frozenset(
    {"test", "tests", "testing", "e2e", "ci", "loadtest", "loadtests", "loadgen", "bench", "benchmark", "benchmarks"}
)
"""Parts of the names of profiles and files that are there to test with."""
_TOOL: Final = frozenset({"k6", "locust", "locustio", "cypress", "gatling", "jmeter", "vegeta", "artillery"})
"""Parts of the names of images that are made for nothing but load or tests, such as `grafana/k6`, `cypress/included`."""
_TOOL_VARIABLE: Final = re.compile(
    r"(?:K6|LOCUST|CYPRESS|GATLING|JMETER|ARTILLERY)_(?!\w*(?:HOST|PORT|ADDR|ADDRESS|URL|URI|ENDPOINT)$)\w+",
    re.IGNORECASE,
)
"""Settings only such a tool reads. Those that say where it is stand at others, too: a proxy that leads to its page."""
_KEPT_UP: Final = frozenset({"always", "unless-stopped"})


class Started(NamedTuple):
    """A service as one file has it.

    Attributes:
        name: of the service.
        body: what stands there.
        file: in which file.
        variables: names of its environment variables.
        image: its image, variables filled in.
    """

    name: str
    body: Map
    file: str
    variables: tuple[str, ...]
    image: str


def is_for_tests(file: str) -> bool:
    """Whether a Compose file is for tests by its name, as `compose.tests.yml` and `docker-compose.e2e.yml` are."""
    return _says_test(file.rpartition("/")[2])


def _says_test(name: str) -> bool:
    return not _WORDS.isdisjoint(re.split(r"[._-]", name.lower()))


def passing(started: Iterable[Started]) -> dict[str, str]:
    """Return the services nobody operates, and why: one of the reasons of this module.

    A service several files start is one of them only where every file has it so.
    """
    every = list(started)
    waited: dict[str, set[str]] = {}
    for one in every:
        for name, condition in _waits(one.body):
            waited.setdefault(name, set()).add(condition)
    others = not all(is_for_tests(one.file) for one in every)
    keeps = {one.file for one in every if _restart(one.body) in _KEPT_UP}
    why: dict[str, str | None] = {}
    for one in every:
        found = _why(one, waited.get(one.name, set()), others=others, kept=one.file in keeps)
        why[one.name] = found if one.name not in why or found is None or why[one.name] else None
    return {name: reason for name, reason in why.items() if reason}


def _why(one: Started, waits: set[str], *, others: bool, kept: bool) -> str | None:
    image = re.split(r"[:@]", one.image.lower())[0]
    if any(map(_TOOL_VARIABLE.fullmatch, one.variables)) or not _TOOL.isdisjoint(image.split("/")):
        return TOOLS
    profiles = [str(item) for item in of(Seq, one.body.get("profiles")) or [] if isinstance(item, Text)]
    if (profiles and all(map(_says_test, profiles))) or (others and is_for_tests(one.file)):
        return TESTS
    if waits and waits <= {"service_completed_successfully"}:
        return ENDS
    once = (kept or profiles) and _restart(one.body) == "no"
    return ENDS if once and not waits and "ports" not in one.body and "expose" not in one.body else None


def _restart(body: Map) -> str:
    deploy = of(Map, body.get("deploy")) or Map(1)
    policy = of(Map, deploy.get("restart_policy")) or Map(1)
    stated = {"any": "always", "none": "no"}.get(str(policy.get("condition", "")), "")
    return str(body.get("restart", "")) or stated


def _waits(body: Map) -> Iterator[tuple[str, str]]:
    """Yield the services one waits for before it starts, and for what."""
    for key in ("depends_on", "links"):
        value = body.get(key)
        if isinstance(value, Map):
            for name, how in value.items():
                yield name, str((of(Map, how) or Map(1)).get("condition", "service_started"))
        elif isinstance(value, Seq):
            yield from ((str(item).partition(":")[0], "service_started") for item in value if isinstance(item, Text))
