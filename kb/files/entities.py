"""architecture/ and ownership/: sections of entities, and knowledge."""

from typing import Any, Final

from kb.files import keys
from kb.files.context import Context
from kb.files.gather import Gathered
from kb.files.nodes import BROKEN, Map, Seq
from kb.files.scalars import described, nothing
from kb.files.shapes import Record, is_slug, mark_of, own_provenance
from kb.files.syntax import visible
from kb.model.people import Knows
from kb.model.provenance import NO_PROVENANCE
from kb.model.words import Evidence, Kind

ANNOTATIONS: Final = ("basis", "sources")
RESERVED: Final = frozenset({"none", "defaults", *ANNOTATIONS})
"""Words the files use where ids stand; nothing can be called by them."""


MAX_ID: Final = 1_000
"""Characters of an id. Every report names it, again and again."""


def read_file(root: Map, folder: str, ctx: Context, into: Gathered) -> None:
    """Read every section of one file of ``architecture/`` or ``ownership/``."""
    sections = keys.SECTIONS[folder]
    ctx.provenance = NO_PROVENANCE
    if "defaults" in root:
        read_defaults(root["defaults"], mark_of(root, "defaults"), ctx)
    outer = ctx.provenance
    for (name, node), key_mark, mark in root.walk():
        ctx.entity = ctx.path
        if name == "defaults":
            continue
        if name == "knowledge" and folder == "ownership":
            _knowledge(node, mark, ctx, into)
        elif name in sections:
            _section(name, node, mark, sections[name], ctx, into)
        else:
            _unknown_section(name, folder, key_mark, ctx)
            if (
                type(node) is Map
            ):  # what stands there is written, if in the wrong place: a reference to it is no second fault
                into.rescue(key for (key, _), _, _ in node.walk())
        ctx.provenance = outer


def read_defaults(node: Any, mark: Any, ctx: Context) -> None:
    """Take over basis and sources written for a whole file."""
    if type(node) is not Map:
        expected = "a mapping with `basis` and `sources`"
        if node is None:
            nothing(expected, mark, ctx)
        elif node is not BROKEN:
            ctx.fault(
                "wrong-type",
                mark,
                f"expected {expected}, found {described(node)}",
                "write `defaults: {basis: assumption}`",
            )
        return
    for (key, _), key_mark, _ in node.walk():
        if key not in ANNOTATIONS:
            hint = ctx.near.est(key, ANNOTATIONS)
            ctx.fault(
                "unknown-key",
                key_mark,
                f"`{visible(key)}` is not a key of `defaults`{hint}",
                "use basis and sources",
                len(key),
            )
    ctx.provenance = own_provenance(node, ctx)


_FILES: Final = {
    name: (kind, file)
    for kind, file in (("event", "events/ID.yml"), ("runbook", "runbooks/ID.md"))
    for name in (kind, f"{kind}s")
}
"""What somebody may take for a section -> what it is, and the file of each."""


def _unknown_section(name: str, folder: str, mark: Any, ctx: Context) -> None:
    known = [*keys.SECTIONS[folder], "defaults", *(["knowledge"] if folder == "ownership" else [])]
    for other, sections in keys.SECTIONS.items():
        if name in sections or (name == "knowledge" and other == "ownership"):
            ctx.fault(
                "unknown-key",
                mark,
                f"`{name}` does not belong into {folder}/",
                f"move it to a file in {other}/",
                len(name),
            )
            return
    one = _FILES.get(name)
    if one is not None:
        ctx.fault(
            "unknown-key",
            mark,
            f"`{name}` is not a section: every {one[0]} is a file of its own",
            f"write {one[1]}, with what stands here; `kb explain {one[0]}` says what it holds",
            len(name),
        )
        return
    ctx.fault(
        "unknown-key",
        mark,
        f"`{visible(name)}` is not a section{ctx.near.est(name, known)}",
        f"use one of: {', '.join(sorted(known))}; `kb explain {folder}` says what each holds",
        len(name),
    )


def _section(name: str, node: Any, mark: Any, what: tuple[Kind, Record], ctx: Context, into: Gathered) -> None:
    kind, record = what
    if type(node) is not Map:
        if node is not BROKEN and node is not None and node != "none":
            found = "a list" if type(node) is Seq else "a single value"
            ctx.fault(
                "wrong-type",
                mark,
                f"`{name}` holds {found} where ids are expected",
                "write one id a line, each followed by a colon",
            )
        return
    _annotated(node, ctx)
    table, fill = into.entities[kind], record.fill
    for (key, item), key_mark, place in node.walk():
        if key in RESERVED:
            if key not in ANNOTATIONS or type(item) is Map:
                ctx.fault(
                    "bad-id",
                    key_mark,
                    f"`{key}` is a word of the files and cannot be an id",
                    "give it another name",
                    len(key),
                )
            continue
        if not (is_slug(key) and len(key) <= MAX_ID) and not _usable(key, key_mark, ctx):
            continue
        ctx.entity = key
        taken = into.claim(key, kind, key_mark, ctx)
        if type(item) is Map:
            entity = fill(item, key_mark, ctx)
        elif item is None:
            entity = fill(empty(key_mark), key_mark, ctx)
        else:
            record.wrong(item, place, ctx)
            continue
        if taken is None and entity is not None:
            table[key] = entity


def _annotated(node: Map, ctx: Context) -> None:
    """Take over basis and sources written for a whole section."""
    if any(key in node and type(node[key]) is not Map for key in ANNOTATIONS):
        kept = Map((key, node[key]) for key in ANNOTATIONS if key in node and type(node[key]) is not Map)
        kept.places = [mark for key in kept for mark in (mark_of(node, key, of_key=True), mark_of(node, key))]
        ctx.provenance = own_provenance(kept, ctx)


def _usable(key: str, mark: Any, ctx: Context) -> bool:
    """Whether an id can be worked with, even if it is a fault."""
    if not is_slug(key) or len(key) > MAX_ID:
        bad_id(key, mark, ctx)
    return len(key) <= MAX_ID


def bad_id(key: str, mark: Any, ctx: Context) -> None:
    """Note that an id is not a slug, with the slug that was probably meant."""
    import unicodedata  # noqa: PLC0415 - only on the way to a fault

    ctx.entity = ctx.path
    if not key.isascii():
        odd = next(letter for letter in key if ord(letter) > 127)
        message = f"`{visible(key)}` is not an id: it holds U+{ord(odd):04X}, which is not a plain letter"
    elif len(key) > MAX_ID:
        message = f"`{visible(key)}` has {len(key):,} characters, more than the {MAX_ID:,} of the longest id"
    else:
        message = f"`{visible(key)}` is not an id"
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", key.lower()) if not unicodedata.combining(letter)
    )
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain).split()
    hint = f", such as {visible('-'.join(words))}" if words else ""
    ctx.fault(
        "bad-id", mark, message, f"use lower-case letters and digits, joined by single hyphens{hint}", min(len(key), 80)
    )


def empty(mark: Any) -> Map:
    """Return the node of an entity of which nothing is said."""
    node = Map()
    node.mark, node.places = mark, []
    return node


def _knowledge(node: Any, mark: Any, ctx: Context, into: Gathered) -> None:
    if type(node) is not Map:
        if node not in (None, "none") and node is not BROKEN:
            ctx.fault(
                "wrong-type",
                mark,
                "`knowledge` holds something else than a mapping",
                "write component, then person, then level",
            )
        return
    _annotated(node, ctx)
    _, names, marks = ctx.refs_to(keys.COMPONENT.key, keys.COMPONENT.kinds)
    for (component, known), key_mark, value_mark in node.walk():
        if component in ANNOTATIONS and type(known) is not Map:
            continue
        source = ctx.source(key_mark)
        names.append(component)
        marks.append(key_mark)
        ctx.entity = component
        table = into.knowledge.get(component)
        if table is None:
            table = into.knowledge[component] = {}
            into.knowledge_sources[component] = source
        if type(known) is Map:
            if not knowers(component, known, table, ctx):
                into.nobody.append((component, source))
        elif known == "none":
            into.nobody.append((component, source))
        else:
            _not_known(component, known, value_mark, ctx)


def knowers(component: str, known: Map, table: dict[str, Knows], ctx: Context) -> bool:
    """Read who can do what with a component; return whether anyone was named."""
    outer = ctx.provenance
    if "basis" in known or "sources" in known:
        ctx.provenance = own_provenance(known, ctx)
    _, names, marks = ctx.refs_to(keys.PERSON.key, keys.PERSON.kinds)
    named = False
    for (person, value), mark, value_mark in known.walk():
        if person in ANNOTATIONS:
            continue
        named = True
        names.append(person)
        marks.append(mark)
        if person in table:
            _known_twice(component, person, table[person], mark, ctx)
        elif type(value) is Map:
            knows = keys.KNOWS.fill(value, mark, ctx)
            if knows is not None:
                table[person] = knows._replace(component=component, person=person)
        else:
            level = keys.LEVEL.read(value, value_mark, ctx)
            if level is not None:
                source = ctx.source(mark)
                table[person] = Knows(component, person, level, Evidence.CLAIMED, None, None, ctx.provenance, source)
    ctx.provenance = outer
    return named


def _known_twice(component: str, person: str, first: Knows, mark: Any, ctx: Context) -> None:
    ctx.fault(
        "duplicate-id",
        mark,
        f"what `{visible(person)}` can do with `{visible(component)}` is said twice, first at {first.source}",
        "keep one of the two",
        len(person),
    )
    ctx.findings[-1] = ctx.findings[-1]._replace(evidence=(first.source,))


def _not_known(component: str, value: Any, mark: Any, ctx: Context) -> None:
    if value is None:
        ctx.fault(
            "null-value",
            mark,
            f"nobody is named for `{visible(component)}`",
            "write `none` if nobody can operate it, or remove the line if that is unknown",
        )
    elif value is not BROKEN:
        ctx.fault(
            "wrong-type",
            mark,
            f"expected people and their levels for `{visible(component)}`",
            "write `person: level`, one a line, or `none`",
        )
