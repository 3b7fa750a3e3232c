"""The house keeps its promises: every plug, fault, word and command is documented, and what its manual shows is true."""

import importlib
import pkgutil
import re
import textwrap
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kb
from kb import exporters, importers, pages, plugs, render, testing
from kb.analyses import glossary
from kb.analyses.check import rules
from kb.analyses.check.assess import assess
from kb.analyses.check.rules import Rule
from kb.analyses.plan import moves
from kb.analyses.plan.moves import Move
from kb.analyses.readiness import checks
from kb.analyses.readiness.checks import Check
from kb.cli import explain
from kb.cli.groups import module_name
from kb.cli.main import COMMANDS, main
from kb.documents.manual import EXAMPLE_DAY, EXAMPLES
from kb.exporters import Exporter
from kb.files import faults, migrations
from kb.files.load import SUPPRESSIBLE
from kb.files.migrations import Step
from kb.importers import Importer
from kb.model.finding import Severity
from kb.pages import Pages
from kb.render import Format

ROOT = Path(__file__).parent.parent
RULES = plugs.names(rules)
FAULTS = plugs.names(faults)
WORDS = plugs.names(glossary)
CHECKS = plugs.names(checks)
RULE_PAGES = {page.id: page for page in explain.pages(("rule",))}
FAULT_PAGES = {page.id: page for page in explain.pages(("fault",))}


def is_sentence(text):
    return bool(re.match(r"[A-Z`].*\.$", text, re.DOTALL))


@pytest.mark.parametrize("page", [*RULE_PAGES.values(), *FAULT_PAGES.values()], ids=lambda page: page.id)
def test_a_manual_page_has_all_its_parts(page):
    assert is_sentence(page.summary)
    assert [name for name, _ in page.parts if name != "Options"] == ["Why", "How to fix", "Passes", "Fails"]
    assert all(text.strip() for _, text in page.parts)


@pytest.mark.parametrize("name", CHECKS)
def test_the_page_of_a_check_has_all_its_parts(name):
    page = explain.page("check", checks, name)
    assert is_sentence(page.summary)
    parts = [part for part, _ in page.parts if part != "Options"]
    assert parts == ["Why", "How to fix", "Source of thresholds", "Passes", "Fails"]
    assert all(text.strip() for _, text in page.parts)


@pytest.mark.parametrize("name", WORDS)
def test_a_word_says_what_it_is_why_it_matters_how_it_is_computed_and_where_that_comes_from(name):
    page = explain.page("word", glossary, name)
    assert is_sentence(page.summary)
    assert [name for name, _ in page.parts] == ["Why", "How it is computed", "Source"]


@pytest.mark.parametrize("name", plugs.names(render))
def test_a_format_says_what_it_draws_and_why(name):
    page = explain.page("format", render, name)
    assert page.summary
    assert [part for part, _ in page.parts][:2] == ["What", "Why"]


def test_no_id_stands_for_two_pages():
    ids = [page.id for page in explain.pages()]
    assert len(ids) == len(set(ids))


# -- examples ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_the_examples_of_a_rule_do_what_they_say(name):
    passes, fails = (RULE_PAGES[name].files(part) for part in EXAMPLES)
    assert testing.check(name, passes, EXAMPLE_DAY) == []
    found = testing.check(name, fails, EXAMPLE_DAY)
    assert [finding.rule for finding in found] == [name]


@pytest.mark.parametrize("name", FAULTS)
def test_the_examples_of_a_fault_do_what_they_say(name):
    passes, fails = ({finding.rule for finding in errors(FAULT_PAGES[name].files(part))} for part in EXAMPLES)
    assert passes == set()
    assert fails == {name}


def errors(files):
    loaded = testing.read(files)
    report = assess(
        loaded.base,
        loaded.findings,
        testing.at(EXAMPLE_DAY),
        certain=frozenset(FAULTS) - SUPPRESSIBLE,
        doubtful=SUPPRESSIBLE,
    )
    return [finding for finding in report.findings if finding.severity is Severity.ERROR]


# -- plugs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_frozen_and_its_options_have_defaults_and_a_description(name):
    rule = plugs.plug(rules, Rule, name)
    for option, default in rule.options().items():
        described = "\n".join(base.__doc__ or "" for base in rule.__mro__)
        assert re.search(rf"^ +{option}: .", described, re.MULTILINE)
        assert getattr(rule(), option) == default
        assert getattr(rule(**{option: "other"}), option) == "other"
        with pytest.raises(AttributeError):
            setattr(rule(), option, None)
    with pytest.raises(TypeError, match="has no option colour"):
        rule(colour="red")


@pytest.mark.parametrize(
    "module",
    [
        *(f"analyses.check.rules.{name}" for name in RULES),
        *(f"analyses.readiness.checks.{name}" for name in CHECKS),
        *(f"analyses.plan.moves.{name}" for name in plugs.names(moves)),
        *(f"render.{name}" for name in plugs.names(render)),
        *(f"importers.{name}" for name in plugs.names(importers)),
        *(f"exporters.{name}" for name in plugs.names(exporters)),
    ],
)
def test_a_plug_has_a_test_of_its_own(module):
    folder, _, name = module.replace("-", "_").replace(".", "/").rpartition("/")
    assert (ROOT / "tests" / folder / f"test_{name}.py").is_file()


def test_plugs_of_every_socket_load():
    assert list(plugs.plugs(rules, Rule)) == RULES
    assert list(plugs.plugs(checks, Check)) == CHECKS
    assert list(plugs.plugs(render, Format)) == plugs.names(render)
    assert list(plugs.plugs(moves, Move)) == plugs.names(moves)
    assert list(plugs.plugs(migrations, Step)) == plugs.names(migrations)
    assert list(plugs.plugs(importers, Importer)) == plugs.names(importers)
    assert list(plugs.plugs(exporters, Exporter)) == plugs.names(exporters)
    assert list(plugs.plugs(pages, Pages)) == plugs.names(pages)


def test_the_faults_with_a_page_are_those_the_source_names():
    assert emitted() == set(FAULTS)


def emitted():
    """The ids of faults in the source: literals with which a fault is noted."""
    found = set()
    for file in [*(ROOT / "kb/files").glob("*.py"), *(ROOT / "kb/analyses/check").glob("*.py")]:
        text = file.read_text("utf-8")
        found.update(
            re.findall(r"""(?:\b_?fault|\badd|\badd_at|\bProseFault|\bFinding)\(\s*(?:ctx,\s*)?"([a-z-]+)",""", text)
        )
        found.update(re.findall(r"""\bat\([^"()]*(?:\([^"()]*\))?[^"()]*, "([a-z-]+)",""", text))
        found.update(re.findall(r"""\brule(?:: str)? ?= ?"([a-z-]+)\"""", text))
    return found


def test_the_sample_of_the_contributor_guide_is_a_rule_as_it_stands():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    sample = re.search(r"<!-- code-sample: (\S+), .*?-->\n\s*```python\n(.*?)^\s*```", text, re.DOTALL | re.MULTILINE)
    assert textwrap.dedent(sample[2]) == (ROOT / sample[1]).read_text("utf-8")


# -- form ----------------------------------------------------------------------------------------

LONG = 200
"""Lines from which on a file says why it is longer than the usual 150."""
OWING = {
    "kb/files/entities.py",
    "kb/files/syntax.py",
    "kb/importers/compose.py",
    "kb/importers/git.py",
    "kb/importers/kubernetes.py",
    "kb/mkdocs_plugin.py",
}
"""Files that are long and do not say why: to be split, or to say it. None may join them."""


@pytest.mark.parametrize("file", sorted((ROOT / "kb").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_long_file_says_why_it_is_long_and_a_short_one_does_not(file):
    text = file.read_text("utf-8")
    why = re.search(r"^(?:# )?Longer than the usual 150 lines: [a-z].+\.$", text, re.MULTILINE)
    if str(file.relative_to(ROOT)) not in OWING:
        assert why or text.count("\n") <= LONG
    assert not why or text.count("\n") > 150


@pytest.mark.parametrize("file", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda file: file.stem)
def test_a_decision_has_its_number_and_its_three_parts(file):
    text = file.read_text("utf-8")
    assert text.startswith(f"# {int(file.stem[:4])}. ")
    assert re.findall("^## (.*)", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_no_two_decisions_have_one_number():
    numbers = [file.stem[:4] for file in (ROOT / "docs/decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))


# -- guides --------------------------------------------------------------------------------------

GUIDES = [file.relative_to(ROOT) for file in (ROOT / "CONTRIBUTING.md", ROOT / "kb/__init__.py")]


@pytest.mark.parametrize("guide", GUIDES, ids=str)
def test_every_room_stands_in_the_guides(guide):
    text = (ROOT / guide).read_text("utf-8")
    rooms = {name for _, name, _ in pkgutil.iter_modules(kb.__path__)}
    if guide.suffix == ".py":
        rooms -= {"model", "errors", "plugs", "testing"}  # the flow leaves out what all of it stands on
    assert {room for room in rooms if not re.search(rf"\b{room}\b", text)} == set()


def test_the_contributor_guide_names_only_files_that_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {name for name in re.findall(r"`((?:kb|tests|docs|tools)/[\w./-]+)`", text) if "test_closures" not in name}
    assert len(named) > 10
    assert {name for name in named if not (ROOT / name).exists()} == set()


# -- commands ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_documented_with_an_example(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"  kb {name}" in result.output
    command = importlib.import_module(f"kb.cli.{module_name(name)}").command
    options = [
        option for param in command.params if isinstance(param, click.Option) for option in [param] if not option.hidden
    ]
    assert all(option.help for option in options)


# -- people --------------------------------------------------------------------------------------


def test_no_rule_counts_or_compares_people():
    for file in (ROOT / "kb/analyses/check").rglob("*.py"):
        text = file.read_text("utf-8")
        assert not re.search(r"most_common|\bscore|\brank(?:s|ed|ing)?_people|nlargest|max\([^)]*person", text), file


def test_no_finding_is_about_a_person():
    for page in RULE_PAGES.values():
        for finding in testing.check(page.id, page.files("Fails"), EXAMPLE_DAY):
            assert finding.subject not in testing.read(page.files("Fails")).base.people
