"""architecture/ and ownership/: sections of entities, and knowledge."""

from typing import Any

from kb.files import keys
from kb.files.context import Context, nearest
from kb.files.gather import Gathered
from kb.files.nodes import BROKEN, Map
from kb.files.prose import visible
from kb.files.shapes import is_slug, own_provenance
from kb.model.people import Knows
from kb.model.provenance import NO_PROVENANCE
from kb.model.source import Source
from kb.model.words import Evidence, Kind

def read_file(root: Map, folder: str, ctx: Context, into: Gathered) -> None:
    """Read every section of one file of ``architecture/`` or ``ownership/``."""
    sections = keys.SECTIONS[folder]
    ctx.provenance = NO_PROVENANCE
    if "defaults" in root:
        _defaults(root["defaults"], root.marks[2 * list(root).index("defaults") + 1], ctx)
    for index, (name, node) in enumerate(root.items()):
        key_mark, mark = root.marks[2 * index : 2 * index + 2]
        ctx.entity = ctx.path
        if name == "defaults":
            continue
        if name == "knowledge" and folder == "ownership":
            _knowledge(node, mark, ctx, into)
        elif name in sections:
            _section(name, node, mark, sections[name], ctx, into)
        else:
            _unknown_section(name, folder, key_mark, ctx)


def _defaults(node: Any, mark: Any, ctx: Context) -> None:
    if type(node) is not Map:
        keys.Record.about["title"].wrong(node, mark, ctx)
        return
    for index, key in enumerate(node):
        if key not in ("basis", "sources"):
            ctx.fault("unknown-key", node.marks[2 * index], f"`{visible(key)}` is not a key of `defaults`{nearest(key, ('basis', 'sources'))}", "use basis and sources", len(key))
    ctx.provenance = own_provenance(node, ctx)


def _unknown_section(name: str, folder: str, mark: Any, ctx: Context) -> None:
    if "\0" in name:
        return
    known = [*keys.SECTIONS[folder], "defaults", *(["knowledge"] if folder == "ownership" else [])]
    for other, sections in keys.SECTIONS.items():
        if name in sections or (name == "knowledge" and other == "ownership"):
            ctx.fault("unknown-key", mark, f"`{name}` does not belong into {folder}/", f"move it to a file in {other}/", len(name))
            return
    ctx.fault("unknown-key", mark, f"`{visible(name)}` is not a section{nearest(name, known)}", f"use one of: {', '.join(sorted(known))}", len(name))


def _section(name: str, node: Any, mark: Any, what: tuple[Kind, keys.Record], ctx: Context, into: Gathered) -> None:
    kind, record = what
    if type(node) is not Map:
        if node is not BROKEN and node is not None and node != "none":
            ctx.fault("wrong-type", mark, f"`{name}` holds {'a list' if isinstance(node, list) else 'a single value'} where ids are expected", "write one id a line, each followed by a colon")
        return
    table = into.entities[kind]
    for index, (key, item) in enumerate(node.items()):
        key_mark, value_mark = node.marks[2 * index : 2 * index + 2]
        if not is_slug(key):
            if "\0" in key:
                continue
            bad_id(key, key_mark, ctx)
        ctx.entity = key
        source = into.claim(key, kind, key_mark, ctx)
        if item is None:
            item = _empty(key_mark)
        elif type(item) is not Map:
            record.wrong(item, value_mark, ctx)
            continue
        entity = record.fill(item, key_mark, ctx)
        if source is None and entity is not None:
            table[key] = entity


def bad_id(key: str, mark: Any, ctx: Context) -> None:
    """Note that an id is not a slug, with the slug that was probably meant."""
    ctx.entity = ctx.path
    if not key.isascii():
        odd = next(letter for letter in key if ord(letter) > 127)
        message = f"`{visible(key)}` is not an id: it holds U+{ord(odd):04X}, which is not a plain letter"
    else:
        message = f"`{visible(key)}` is not an id"
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in key.lower()).split()
    hint = f", such as {'-'.join(words)}" if words else ""
    ctx.fault("bad-id", mark, message, f"use lower-case letters and digits, joined by single hyphens{hint}", len(key))


def _empty(mark: Any) -> Map:
    node = Map()
    node.mark, node.marks = mark, []
    return node


def _knowledge(node: Any, mark: Any, ctx: Context, into: Gathered) -> None:  # noqa: C901 - written for speed: three levels in one loop
    if type(node) is not Map:
        if node not in (None, "none") and node is not BROKEN:
            ctx.fault("wrong-type", mark, "`knowledge` holds something else than a mapping", "write component, then person, then level")
        return
    components = ctx.refs_to(keys.COMPONENT.key, keys.COMPONENT.kinds)
    persons = ctx.refs_to(keys.PERSON.key, keys.PERSON.kinds)
    levels = keys.LEVEL.words
    path, claimed = ctx.path, Evidence.CLAIMED
    file_provenance = ctx.provenance
    for index, (component, known) in enumerate(node.items()):
        key_mark, value_mark = node.marks[2 * index : 2 * index + 2]
        if "\0" in component:
            continue
        components += (component, key_mark)
        ctx.entity = component
        table = into.knowledge.get(component)
        if table is None:
            table = into.knowledge[component] = {}
            into.knowledge_sources[component] = ctx.source(key_mark)
        if known == "none":
            continue
        if type(known) is not Map:
            _not_known(component, known, value_mark, ctx)
            continue
        if "basis" in known or "sources" in known:
            ctx.provenance = own_provenance(known, ctx)
        marks = known.marks
        place = 0
        for person, value in known.items():
            person_mark = marks[place]
            place += 2
            if person in ("basis", "sources") or "\0" in person:
                continue
            persons += (person, person_mark)
            if person in table:
                _known_twice(component, person, table[person], person_mark, ctx)
                continue
            level = levels.get(value) if type(value) is str else None
            if level is not None:
                source = Source(path, person_mark.line + 1, person_mark.column + 1)
                table[person] = tuple.__new__(Knows, (component, person, level, claimed, None, None, ctx.provenance, source))
                continue
            if type(value) is Map:
                knows = keys.KNOWS.fill(value, person_mark, ctx)
                if knows is not None:
                    table[person] = knows._replace(component=component, person=person)
            else:
                keys.LEVEL.read(value, marks[place - 1], ctx)
        ctx.provenance = file_provenance


def _known_twice(component: str, person: str, first: Knows, mark: Any, ctx: Context) -> None:
    ctx.fault("duplicate-id", mark, f"what `{person}` can do with `{component}` is said twice, first at {first.source}", "keep one of the two", len(person))


def _not_known(component: str, value: Any, mark: Any, ctx: Context) -> None:
    if value is None:
        ctx.fault("null-value", mark, f"nobody is named for `{component}`", "write `none` if nobody can operate it, or remove the line if that is unknown")
    elif value is not BROKEN:
        ctx.fault("wrong-type", mark, f"expected people and their levels for `{component}`", "write `person: level`, one a line, or `none`")
