"""What a fact rests on: how it came to be written down, and after which sources."""

from typing import Any

from kb.model.noun import NamedTuple
from kb.model.source import Source
from kb.model.words import Basis


class Provenance(NamedTuple):
    """Basis and sources of a fact, its own or those of the nearest mapping around it.

    Attributes:
        basis: None when neither the fact nor anything around it states one.
        sources: ids of entities of the ``sources`` section.
    """

    basis: Basis | None
    sources: tuple[str, ...]


NO_PROVENANCE = Provenance(None, ())


class Link(NamedTuple):
    """A link out of the knowledge base.

    Attributes:
        kind: what it leads to: dashboard, docs, repo, chat or another word.
        url: its address.
    """

    kind: str
    url: str


class About(NamedTuple):
    """What every entity may say of itself.

    Attributes:
        title: what is shown to people; the id where it is missing.
        aliases: other names people search for.
        description: a sentence or two.
        links: out of the knowledge base: dashboards, documents, repositories.
        tags: free words.
        x: keys of your own, kept as they are; nothing else may hold them.
    """

    title: str | None = None
    aliases: tuple[str, ...] = ()
    description: str | None = None
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    x: Any = None


NO_ABOUT = About()


class Reference(NamedTuple):
    """An entity of the ``sources`` section: a text, a person's word, a document that facts rest on."""

    id: str
    about: About
    provenance: Provenance
    source: Source
