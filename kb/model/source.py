"""Where a fact stands: file, line, column."""

from kb.model.noun import NamedTuple


class Source(NamedTuple):
    """A place in a file.

    Attributes:
        path: file path relative to the root of the knowledge base, with ``/``.
        line: 1-based line.
        column: 1-based column, counted in characters.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"
