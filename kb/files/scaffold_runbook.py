"""A runbook to be filled in: what the files know already, and for all else a prompt.

It is no runbook yet: a prompt is not read as a step, so nothing counts as proven by it (:data:`kb.model.runbook.PROMPT`), and the rule
``runbook-placeholders`` says so as long as one is left.
"""

from collections.abc import Sequence
from typing import Final

from kb.files.editing.changes import Change, new_file
from kb.files.emit import flow
from kb.model.base import Base
from kb.model.fact import Value
from kb.model.noun import NamedTuple
from kb.model.runbook import PROMPT

_STEP: Final = "- do: {}\n- expect: {}\n- if not: escalate\n"


class Asked(NamedTuple):
    """What a runbook is to be.

    Attributes:
        id: its id, not taken yet.
        kind: what it is for.
        components: what it is about; ids that exist.
        alerts: alerts it answers.
        authors: who writes it.
    """

    id: str
    kind: str
    components: tuple[str, ...]
    alerts: tuple[str, ...]
    authors: tuple[str, ...]


def scaffolded(base: Base, asked: Asked) -> Change:
    """Return the change that begins a runbook: the same for the same base and question."""
    sections = "".join(f"\n## {title}\n\n{text}" for title, text in _sections(base, asked).items())
    return new_file(f"runbooks/{asked.id}.md", f"---\n{_front_matter(base, asked)}---\n{sections}")


def owners(base: Base, components: Sequence[str]) -> tuple[str, ...]:
    """Return the teams that own some components: a runbook of several teams has no owner by itself."""
    found = {base.owner(base.components[name]) for name in components}
    return tuple(sorted(name for name in found if name is not None))


def _front_matter(base: Base, asked: Asked) -> str:
    owning = owners(base, asked.components)
    keys: dict[str, Value] = {
        "id": asked.id,
        "title": asked.id.replace("-", " ").capitalize(),
        "kind": asked.kind,
        "components": list(asked.components),
        "alerts": list(asked.alerts),
        "owner": owning[0] if len(owning) == 1 else "",
        "authors": list(asked.authors),
        "requires": {"level": "operate"},
    }
    lines = [f"{key}: {flow(value)}" for key, value in keys.items() if value]
    lines += ["# owner: the team that keeps it true"] if not keys["owner"] else []
    lines += ["# authors: [who writes it; their own runs do not verify it]"] if not asked.authors else []
    lines += ["# risk: low, medium or high: how much running it can break", "# est_minutes: how long it takes"]
    return "".join(f"{line}\n" for line in lines)


def _sections(base: Base, asked: Asked) -> dict[str, str]:
    """Return the text of each section, in the order that ``runbook-sections`` asks for."""
    alerts = "".join(f"The alert `{name}` fires.\n\n" for name in asked.alerts)
    rotations = sorted({name for component in asked.components for name in base.rotations_of(component)})
    pages = f"Page {' or '.join(f'`{name}`' for name in rotations)}; then " if rotations else ""
    first = _STEP.format(
        _prompt("where to look, and for what"), _prompt("what is seen there if this is it, with a number")
    )
    second = _STEP.format(
        _prompt("one thing, with its command or its button"),
        _prompt("what can be seen then, with a number, within which time"),
    )
    undo = f"- undo: {_prompt('how this is taken back; no line if it changes nothing')}\n"
    return {
        "When to use": f"{alerts}{_prompt('how somebody who did not build it sees that this is it')}\n",
        "Impact": f"{_prompt('what users notice meanwhile, and what is lost')}\n",
        "Before you start": f"- {_prompt('which access and tools it takes, and who is told')}\n"
        f"- Stop condition: {_prompt('what must not be seen to go on')}\n",
        "Steps": f"### s1 · See that this is it\n\n{first}\n### s2 · Make it stop\n\n{second}{undo}",
        "Verify": f"{_prompt('the number that shows users are served again, and how long to watch it')}\n",
        "Roll back": f"{_prompt('how all of it is taken back, or None.')}\n",
        "Escalate": f"{pages}{_prompt('who is asked next, and how')}\n",
        "Background": f"{_prompt('where it is described, what happened before, or None.')}\n",
    }


def _prompt(text: str) -> str:
    return f"{PROMPT} {text}}}"
