"""The service graph as a Mermaid flowchart, for Markdown that draws it (GitHub, GitLab, many wikis).

Nodes are named `n1`, `n2`, … and never after an id; labels hold no character that Mermaid or HTML could take for
something else. The class stands as a word in each label. What is left out: people, runbooks, capacity, reasons.

What: one file, `graph.mmd`.

Why: a picture in a pull request or a wiki page, without an image file that goes stale.
"""

import re
from typing import Final

from kb.exporters import Exporter, Subject
from kb.model.words import Kind, Relation

_SHAPES: Final = {
    Kind.DATASTORE: ("[(", ")]"),
    Kind.QUEUE: ("[[", "]]"),
    Kind.CLIENT: ("([", "])"),
    Kind.PLATFORM: ("[/", "/]"),
    Kind.JOB: (">", "]"),
    Kind.VENDOR: ("{{", "}}"),
}
_ARROWS: Final = {Relation.NEEDS: "-->", Relation.BUILT_ON: "==>", Relation.RUNS_ON: "-->", Relation.USES: "-.->"}
_UNSAFE: Final = re.compile(r"[^\w .,:/()+-]")


class Mermaid(Exporter):
    """Writes a Mermaid flowchart."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the whole graph, components by system."""
        base = subject.base
        number = {name: f"n{count}" for count, name in enumerate(sorted({*base.components, *base.vendors}), 1)}
        lines = ["flowchart LR", f"  %% {_text(subject.line)}"]
        for count, system in enumerate(sorted(base.systems), 1):
            inside = base.components_in(system)
            if inside:
                lines.append(f'  subgraph s{count}["{_text(base.title(system))}"]')
                lines += [f"    {number[name]}{_label(subject, name)}" for name in sorted(inside)]
                lines.append("  end")
        alone = [name for name in number if name in base.vendors or base.components[name].system not in base.systems]
        lines += [f"  {number[name]}{_label(subject, name)}" for name in alone]
        lines += [f"  {number[arrow.tail]} {_ARROWS[arrow.relation]} {number[arrow.head]}" for arrow in subject.arrows]
        return {"graph.mmd": "\n".join([*lines, ""])}


def _label(subject: Subject, name: str) -> str:
    kind = subject.base.kind(name)
    left, right = _SHAPES.get(kind or Kind.SERVICE, ("[", "]"))
    word = "vendor" if kind is Kind.VENDOR else subject.class_of(name)
    return f'{left}"{_text(subject.base.title(name))}<br>{word}"{right}'


def _text(text: str) -> str:
    """Return a text in which every character that is more than a letter is an entity of Mermaid's (`#34;`)."""
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))
