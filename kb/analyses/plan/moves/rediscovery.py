"""Find out what nobody can teach any more: code, map, a talk at a table, with the vendor where there is one.

Why: when the last operator has gone there is no one to pair with. It takes longer, and its result is less certain:
such items are marked in every plan.

How to fix: open a case with the vendor on the first day; follow one request through the code and the map; write down what holds and
what was only guessed; end with a drill where nothing real can break.

Source of thresholds: 16 hours, our default (`[plan] rediscovery`): twice the pairing it stands for.

Passes:
    # kb.toml
    [plan]
    rediscovery = 24

Fails:
    # kb.toml
    [plan]
    rediscovery = "with aws"
"""

from typing import ClassVar

from kb.analyses.plan.moves import Book, Move


class Rediscovery(Move):
    """The learner and whatever is left, the vendor included."""

    title: ClassVar[str] = "rediscovery"

    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done; see :meth:`Move.task`."""
        del teacher, runbook
        helper = f", with vendor {', '.join(vendors)}" if vendors else ""
        return f"rediscover {component} from code and map{helper}: nobody is left who can teach it"
