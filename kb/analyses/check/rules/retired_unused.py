"""A retired component that something in use cannot work without.

Why: one word, `lifecycle: retired`, takes a component out of every count. If something in use still needs it, it is not out
of service: it runs, nobody looks after it any more, and it fails like everything nobody looks after.

How to fix: if it is still needed, write what it is (`deprecated`, say) until nothing stands on it. If it is not, remove it from
`needs:`, `built_on:` or `runs_on:` of what names it.

Until then it is counted like a component in use, in `kb risk` and everywhere else.

Passes:
    # architecture/pay.yml
    services:
      pay: {needs: [store]}
    datastores:
      store: {lifecycle: deprecated}
      archive: {lifecycle: retired, needs: [tapes]}
      tapes: {lifecycle: retired}

Fails:
    # architecture/pay.yml
    services:
      pay: {needs: [store]}
    datastores:
      store: {lifecycle: retired}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class RetiredUnused(Rule):
    """Finds retired components that are not out of use."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        base = view.base
        for component in base.components.values():
            if component.lifecycle != "retired" or component.id in base.retired:
                continue
            above = [
                (other.id, edge.source)
                for other in view.components
                for edge in other.hard_edges
                if edge.to == component.id
            ]
            names = " and ".join(f"`{name}`" for name in dict.fromkeys(name for name, _ in above[:3]))
            names += f" and {len(above) - 3} more" if len(above) > 3 else ""
            source, width = view.place(component.source, component.id, "lifecycle")
            message = f"`{component.id}` is retired, but {names} cannot work without it: it is counted as in use"
            fix = "write another `lifecycle:` while it is needed, or remove it from what names it"
            yield self.finding(
                component.id, source, message, fix, evidence=tuple(place for _, place in above), width=width
            )
