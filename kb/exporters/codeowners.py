"""Who owns which folder, as a CODEOWNERS file for GitHub or GitLab.

A line for each path of each component that has `paths` and an owner: the team, by the alias it has there
(`@organisation/team`) or by its id. What is left out: components without paths or owner, knowledge, people, and a path that holds
a tab or the end of a line, which would begin a rule of its own. Longer paths come later, because the last rule that matches holds.

What: one file, `CODEOWNERS`.

Why: the forge asks the owners for a review only if it knows them, and one list is easier to keep true than two.
"""

import re
from typing import Final

from kb.exporters import Exporter, Subject
from kb.model.saying import listed

_UNSAFE: Final = re.compile(r"([\\ #])")


class Codeowners(Exporter):
    """Writes a CODEOWNERS file."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the rules, shorter paths first."""
        rows = _rows(subject)
        width = max((len(pattern) for _, pattern, _ in rows), default=0)
        lines = [f"{pattern:<{width}} {owner}" for _, pattern, owner in rows]
        return {
            "CODEOWNERS": "\n".join(
                ["# Written by `kb export codeowners`; the knowledge base holds the facts.", *lines, ""]
            )
        }

    def lacks(self, subject: Subject) -> str:
        """Say that no component has both paths and an owner, or which paths no rule can hold."""
        odd = [
            name for name, item in subject.base.components.items() if not all(map(str.isprintable, item.paths or ()))
        ]
        if odd:
            return f"Left out: paths of {listed(odd)} that hold a tab or the end of a line; write them as they are in the repository."
        if _rows(subject):
            return ""
        have = any(component.paths for component in subject.base.components.values())
        what = "no component that has `paths` has an owner" if have else "no component has `paths`"
        return f"It holds no rule: {what}. Write them in architecture/: kb explain export-codeowners."


def _rows(subject: Subject) -> list[tuple[int, str, str]]:
    """Return length of the path, pattern and owner of each rule, shorter paths first."""
    base = subject.base
    rows: list[tuple[int, str, str]] = []
    for component in base.components.values():
        owner = base.owner(component)
        for path in component.paths or ():
            if owner is not None and path.isprintable():
                plain = path.rpartition(":")[2].removeprefix("./").strip("/")
                folder = path.endswith("/") and not plain.endswith("*")
                pattern = f"/{plain}/" if folder and plain else f"/{plain}" if plain else "*"
                rows.append((len(plain), _UNSAFE.sub(r"\\\1", pattern), _handle(subject, owner)))
    return sorted(rows)


def _handle(subject: Subject, team: str) -> str:
    aliases = subject.base.teams[team].about.aliases if team in subject.base.teams else ()
    return next((alias for alias in aliases if re.fullmatch(r"@[\w.-]+/[\w.-]+", alias)), f"@{team}")
