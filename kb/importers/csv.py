"""Components from a table, such as `kb export csv` writes, or any with a column `id` or `name`.

Columns it knows: `id` (or `name`), `section` (or `kind`, `type`), `title`, `system`, `owner` (or `team`), `tier`, `lifecycle`, `needs`
(or `depends_on`, `dependencies`), `uses`, `built_on`, `runs_on`, `runbooks`, `aliases`, `description`; columns it does not know are named
and passed over, and so are those that were computed (`class`, `coverage`, `proven`). Lists are parted by blanks, commas or
semicolons; `none` is an answer, an empty cell is not. Comma, semicolon or tab part the columns.

What: `.csv` and `.tsv` files that have such a column.

Why: a spreadsheet is what many teams have, and what a workshop fills in fastest.

Options: none.

Reads:

    # file: components.csv
    id,section,owner,tier,needs
    shop,services,shop-team,1,cart orders
    cart,services,shop-team,,none
    orders,datastores,,,

Gives:

    # architecture/csv.yml
    services:
      shop: # suggested: components.csv:2
        owner: shop-team # suggested: components.csv:2
        tier: 1 # suggested: components.csv:2
        needs: [cart, orders] # suggested: components.csv:2
      cart: # suggested: components.csv:3
        owner: shop-team # suggested: components.csv:3
    datastores:
      orders: {} # suggested: components.csv:4
    # ownership/csv.yml
    teams:
      shop-team: {} # suggested: components.csv:2
"""

# Longer than the usual 150 lines: a manual page, and one table with all that can be odd in it.

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.importers import Importer, Reading
from kb.importers._gathering import Gathering
from kb.importers._names import slug
from kb.importers._places import called
from kb.importers._referred import with_referred
from kb.importers._walk import below, read_bytes
from kb.model.base import Base
from kb.model.fact import ARCHITECTURE, LIFECYCLES, Fact, Note, Value
from kb.model.source import Source
from kb.model.words import COMPONENT_KINDS

_ALSO: Final = {
    "name": "id", "service": "id", "component": "id", "kind": "section", "type": "section", "team": "owner", "depends_on": "needs",
    "dependencies": "needs", "criticality": "tier",
}  # fmt: skip
_LISTS: Final = frozenset({"needs", "uses", "built_on", "runs_on", "runbooks"})
_WORDS: Final = frozenset({"title", "system", "owner", "lifecycle", "description"})
_COMPUTED: Final = frozenset({"class", "coverage", "proven"})
MAX_ROWS: Final = 200_000
MAX_CELL: Final = csv.field_size_limit()
"""Characters of a cell: what the reader of the standard library takes. A longer one is most often a quote left open."""


class Csv(Importer):
    """Reads tables."""

    def finds(self, folder: Path) -> list[Path]:
        """Return the tables directly in a folder and one below it that have a column for ids."""
        found = below(folder, lambda path: path.endswith((".csv", ".tsv")), depth=1)
        return [path for path in found if _header(path)]

    def read(self, places: Sequence[Path], base: Base, named: Sequence[Path] = ()) -> Reading:
        """Read tables one after the other."""
        reader = _Reader(base)
        for place, name in called(places, named).items():
            reader.file(place, name)
        facts = with_referred(reader.owned(), reader.notes, reader.names)
        return reader.gathered(facts)


def _header(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = file.readline(4_096)
    except OSError:
        return False
    return bool({_column(cell) for cell in re.split(r"[,;\t]", line)} & {"id"})


def _broken(error: str, place: str) -> str:
    """Say what keeps a row from being read, and what to do."""
    if "field limit" in error:
        return (
            f"{place}: a cell of the row that begins here has more than {MAX_CELL:,} characters; close the quote that is left "
            "open in it, or shorten the text (nothing of the table was taken)"
        )
    return f"{place}: the row that begins here cannot be read ({error}); mend it, or export the table anew"


def _column(text: str) -> str:
    plain = re.sub(r"[ -]+", "_", text.strip().strip("\"'").lower())
    return _ALSO.get(plain, plain)


class _Reader(Gathering):
    def __init__(self, base: Base) -> None:
        super().__init__(base, "files", "rows")

    def file(self, path: Path, name: str) -> None:
        """Take the rows of one table.

        Raises:
            KbError: if it has no column for ids, or is no table.
        """
        self.read["files"] += 1
        text = read_bytes(path, name).decode("utf-8-sig", "replace")
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        begun = 1
        try:
            columns = [_column(cell) for cell in next(rows, [])]
            if "id" not in columns:
                raise KbError(f"{name}:1: no column is called id or name; the first line names the columns")
            self._columns(columns, name)
            begun = rows.line_num + 1
            for row in rows:
                cells = (cell.strip() for cell in row)
                self._row(dict(zip(columns, cells, strict=False)), Source(name, rows.line_num, 1))
                begun = rows.line_num + 1
        except csv.Error as error:
            raise KbError(_broken(str(error), f"{name}:{begun}")) from None

    def owned(self) -> list[Fact]:
        """Return what was read, its owners found among the teams; this waits for the last row, which may have the name."""
        rows = {fact.id for fact in self.facts}
        return [
            fact._replace(value=self.names.team_or_new(fact.value, rows)) if fact.key == "owner" else fact
            for fact in self.facts
        ]

    def _columns(self, columns: list[str], name: str) -> None:
        known = _LISTS | _WORDS | _COMPUTED | {"id", "section", "tier", "aliases", ""}
        odd = [column for column in columns if column not in known]
        if odd:
            message = f"columns that are not read: {', '.join(f'`{column[:30]}`' for column in odd[:10])}"
            self.notes.append(Note(Source(name, 1, 1), message, "rename those that mean something kb knows"))

    def _row(self, row: dict[str, str], source: Source) -> None:
        if not any(row.values()):
            return
        self.read["rows"] += 1
        if self.read["rows"] > MAX_ROWS:
            raise KbError(f"{source}: more than {MAX_ROWS:,} rows; import the table in parts, each with its first line")
        written = row.get("id", "").removeprefix("'")
        name = self.names.thing(written) or slug(written)
        if not name:
            self.skipped["rows without a usable id"] += 1
            return
        section = self._section(row.get("section", ""), source)
        facts = [("", True), *self._values(row, source)]
        self.facts += [Fact(section, name, key, value, source) for key, value in facts]
        if written != name and self.base.kind(name) is None and not row.get("title"):
            self.facts.append(Fact(section, name, "title", written, source))

    def _section(self, written: str, source: Source) -> str:
        word = written.lower()
        kinds = {kind.value: f"{kind.value}s" for kind in COMPONENT_KINDS} | {
            "vendor": "vendors",
            "system": "systems",
            "database": "datastores",
        }
        found = kinds.get(word, word)
        if not word or (found in ARCHITECTURE and found != "sources"):
            return found or "services"
        message = f"`{written[:40]}` is no kind of component; taken for a service"
        self.notes.append(Note(source, message, f"write one of {', '.join(sorted(kinds))}"))
        return "services"

    def _values(self, row: dict[str, str], source: Source) -> Iterator[tuple[str, Value]]:
        for key, cell in row.items():
            text = cell.removeprefix("'") if cell[1:2] in tuple("=+-@") else cell
            if not text or text == "none":
                continue
            if key in _LISTS:
                yield from ((key, self._end(key, word)) for word in re.split(r"[\s,;]+", text) if word)
            elif key == "aliases":
                yield from ((key, word.strip()) for word in text.split(";") if word.strip())
            elif key == "tier":
                yield from self._tier(text, source)
            elif key == "lifecycle" and text.lower() not in LIFECYCLES:
                fix = f"write one of {', '.join(sorted(LIFECYCLES))}"
                self.notes.append(Note(source, f"`{text[:40]}` is no lifecycle", fix))
            elif key in _WORDS:
                yield key, self._word(key, text)

    def _tier(self, text: str, source: Source) -> Iterator[tuple[str, Value]]:
        found = re.fullmatch(r"(?:tier[ -]?)?([0-3])", text.lower())
        if found:
            yield "tier", int(found[1])
        else:
            fix = "write 0, 1, 2 or 3; 0 = an outage is public at once"
            self.notes.append(Note(source, f"`{text[:40]}` is no tier", fix))

    def _end(self, key: str, word: str) -> str:
        return word if key == "runbooks" else self.names.thing(word) or slug(word)

    def _word(self, key: str, text: str) -> str:
        return slug(text) if key == "system" else text.lower() if key == "lifecycle" else text
