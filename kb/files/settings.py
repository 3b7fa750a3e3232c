"""kb.toml (or ``[tool.kb]`` in pyproject.toml) -> settings, with the same faults and positions as YAML."""

import contextlib
import stat
from typing import Any, Final

from kb.files import toml, tree
from kb.files.context import Context
from kb.files.nodes import BROKEN, Map, Seq
from kb.files.shapes import DAY, TEXT, Anything, Either, ListOf, Matching, Number, Record, Word, mark_of
from kb.files.syntax import Stopped, visible
from kb.model.settings import SCHEMA, Option, Overlay, PlanSettings, Settings, Suppress
from kb.model.source import Source

REQUIRABLE: Final = (
    "systems",
    "services",
    "platforms",
    "datastores",
    "queues",
    "clients",
    "jobs",
    "vendors",
    "teams",
    "people",
    "knowledge",
    "oncall",
    "events",
)
_RULE: Final = Matching("the id of a rule", r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", "write it as `kb explain` lists it")
_SUPPRESS: Final = Record(Suppress, "a suppression", {
    "rule": _RULE, "subject": TEXT, "path": TEXT, "reason": TEXT, "until": DAY,
}, required=("rule", "reason", "until"), annotated=False)  # fmt: skip
_PLAN: Final = Record(PlanSettings, "the plan", {
    key: Number(0 if key in ("overlap_hours", "stay_days", "reserved_days") else 1, whole=True, sane=104 if key == "weeks" else 1000)
    for key in PlanSettings._fields
}, annotated=False)  # fmt: skip
_OVERLAY: Final = Record(Overlay, "the overlay", {"backstage": TEXT}, annotated=False)
SETTINGS: Final = Record(Settings, "the settings", {
    "schema": Number(1, whole=True, maximum=SCHEMA),
    "as_of": DAY,
    "notice": TEXT,
    "profile": Word("a profile", ["internal", "leadership", "public"]),
    "evidence_days": Number(1, whole=True, sane=36_500),
    "tier_weights": ListOf(Number(0, whole=True)),
    "unknown_tier_weight": Number(0, whole=True),
    "require_basis": ListOf(Word("a section", REQUIRABLE)),
    "rules": Either("a table of rules", {Map: Anything()}),
    "checks": Either("a table of checks", {Map: Anything()}),
    "suppress": ListOf(_SUPPRESS),
    "plan": _PLAN,
    "overlay": _OVERLAY,
}, annotated=False)  # fmt: skip


MAX_BYTES: Final = {"kb.toml": 200_000, "pyproject.toml": 1_000_000}


def read(store: tree.Store, ctx: Context) -> Settings:
    """Read the settings at the root of a store; faults go to the context, defaults hold where nothing is said."""
    for name, table in (("kb.toml", ()), ("pyproject.toml", ("tool", "kb"))):
        ctx.path = ctx.entity = name
        data = read_bytes(store, name, ctx)
        if data is not None and not table:
            _only_here(store, ctx)
        found = None if data is None else toml.parse(data, table, ctx)
        if found is not None:
            with contextlib.suppress(Stopped):
                return _settings(found, ctx)
            break
    return Settings()


def _only_here(store: tree.Store, ctx: Context) -> None:
    """Note settings in pyproject.toml beside those in kb.toml: they are not read."""
    other = Context("pyproject.toml")
    data = read_bytes(store, "pyproject.toml", other)
    if data is None or b"tool.kb" not in data or toml.parse(data, ("tool", "kb"), other) is None:
        return
    line = data[: data.index(b"tool.kb")].count(b"\n") + 1
    where = Source("pyproject.toml", line, 1)
    message = "these settings are not read, since there is a kb.toml"
    ctx.add("duplicate-key", where, message, "keep the settings in one of the two files")


def read_bytes(store: tree.Store, name: str, ctx: Context) -> bytes | None:
    """Return the bytes of a settings file, None where there is none to be read."""
    before = len(ctx.findings)
    data = None
    try:
        mode, place = store.top(name)
        if not stat.S_ISREG(mode):
            ctx.add_at(
                "unreadable", 1, 1, 1, f"`{name}` is not a plain file; links are not followed", "put a plain file here"
            )
        else:
            data = tree.read_bytes(tree.Entry(name, place, store), ctx, MAX_BYTES[name])
    except FileNotFoundError:
        return None
    except OSError as error:
        ctx.add_at("unreadable", 1, 1, 1, f"the file cannot be read ({error.strerror})", "mend its permissions")
    if data is not None and len(data) > MAX_BYTES[name]:
        ctx.add_at(
            "too-large",
            1,
            1,
            1,
            f"the file has more than the {MAX_BYTES[name]:,} bytes that are read",
            "settings are short: take out what does not belong here",
        )
        data = None
    if name != "kb.toml":  # a faulty pyproject.toml is not ours to report
        del ctx.findings[before:]
    return data


def _settings(root: Map, ctx: Context) -> Settings:
    if _is_newer(root, ctx):
        return Settings()
    before = len(ctx.findings)
    found: Settings = SETTINGS.fill(root, toml.TOP, ctx)
    weights = found.tier_weights or ()
    if "tier_weights" in root and len(weights) != 4:
        ctx.fault(
            "wrong-type",
            mark_of(root, "tier_weights"),
            f"{len(weights)} weights for the four tiers 0 to 3",
            "write four numbers, such as [8, 4, 2, 1]",
        )
    elif "tier_weights" in root and not any(weights):
        ctx.fault(
            "wrong-type", mark_of(root, "tier_weights"), "no tier weighs anything: every blast radius would be 0",
            "write four numbers, such as [8, 4, 2, 1]",
        )  # fmt: skip
    if len(ctx.findings) > before:
        found = Settings(
            **{
                key: value
                for key, value in found._asdict().items()
                if value is not None and (key != "tier_weights" or (len(value) == 4 and any(value)))
            }
        )
    rules, checks = (_options(key, root.get(key), ctx) for key in ("rules", "checks"))
    suppress = tuple(item._replace(line=None) for item in found.suppress)
    return found._replace(rules=rules, checks=checks, suppress=suppress)


def _is_newer(root: Map, ctx: Context) -> bool:
    """Whether the files are of a schema this kb does not know yet; that is noted."""
    schema = root.get("schema")
    if type(schema) is not int or schema <= SCHEMA:
        return False
    ctx.fault(
        "newer-schema",
        mark_of(root, "schema"),
        f"these files are of schema {schema}, and this kb reads up to {SCHEMA}: nothing else was read",
        "install the kb that wrote them (`kb doctor` prints the version of this one)",
        len(str(schema)),
    )
    return True


def _options(table: str, node: Any, ctx: Context) -> dict[str, dict[str, Option]]:
    rules: dict[str, dict[str, Option]] = {}
    if not isinstance(node, Map):
        return rules
    for (name, options), key_mark, _ in node.walk():
        if not isinstance(options, Map):
            ctx.fault(
                "wrong-type",
                key_mark,
                f"`{table}.{visible(name)}` must be a table",
                f"write [{table}.{visible(name)}] and its options below",
                len(name),
            )
            continue
        rules[name] = {
            key: Option(tuple(value) if isinstance(value, Seq) else value, ctx.source(place))
            for (key, value), place, _ in options.walk()
            if value is not BROKEN and not (isinstance(value, Seq) and BROKEN in value)
        }
        rules[name].setdefault("", Option(None, ctx.source(key_mark)))
    return rules
