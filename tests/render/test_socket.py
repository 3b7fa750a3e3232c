import subprocess
import sys

import pytest

import kb.render
from kb.documents.document import Document, Section
from kb.errors import InternalError, UsageError
from kb.plugs import names, plugs
from kb.render import Format, findings_of, main_table

FORMATS = plugs(kb.render, Format)
PICKY = frozenset({"csv", "github", "junit", "sarif", "svg"})
"""Formats that draw a table, findings or a plot, which not every report has."""


def test_the_formats_are_the_files_of_the_folder():
    assert names(kb.render) == ["comment", "csv", "github", "html", "json", "junit", "markdown", "sarif", "svg", "text"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_works_without_options_and_twice_alike(name, report, specimen):
    drawn = FORMATS[name]().render(report, specimen)
    assert drawn.endswith("\n")
    assert drawn == FORMATS[name]().render(report, specimen)


@pytest.mark.parametrize("name", FORMATS)
def test_every_option_is_documented(name):
    manual = f"{sys.modules[FORMATS[name].__module__].__doc__}{FORMATS[name].__doc__}"
    assert [option for option in FORMATS[name].options() if option not in manual] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_what_a_format_draws_is_a_usage_error(name):
    bare = Document("t", "at", ())
    if name in PICKY:
        with pytest.raises(UsageError, match="use text, json or markdown"):
            FORMATS[name]().render(object(), bare)
    elif name != "json":  # which draws the report itself, and an object() is none
        assert FORMATS[name]().render(object(), bare)


def test_findings_are_found(report):
    assert findings_of(report) == report.findings


def test_the_main_table_is_found_in_any_depth(specimen):
    table = main_table(specimen)
    assert main_table(specimen._replace(blocks=(Section("a", (Section("b", (table,)),)),))) is table


def test_two_main_tables_are_our_own_fault(specimen):
    with pytest.raises(InternalError, match="2 main tables"):
        main_table(specimen._replace(blocks=(main_table(specimen),) * 2))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_loads_nothing_heavy(name):
    heavy = {"rich", "networkx", "yaml", "urllib.parse", "hashlib", "csv", "textwrap", "xml", "markdown_it", "click"}
    program = f"import sys; before = set(sys.modules); import kb.render.{name}; print(*(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert heavy.isdisjoint(loaded)
