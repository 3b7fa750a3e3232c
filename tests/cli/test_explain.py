import json
import textwrap

import pytest
from click.testing import CliRunner

from kb import plugs
from kb.analyses.check import rules
from kb.analyses.readiness import configure
from kb.cli import explain_keys
from kb.cli.explain import KINDS, aliases, command, pages
from kb.cli.main import main
from kb.errors import UsageError
from kb.testing import check, read


def explain(*arguments):
    result = CliRunner().invoke(main, ["explain", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def test_every_page_can_be_printed_in_80_columns():
    for page in pages():
        text = explain(page.id)
        assert text.startswith(f"{page.id}\n")
        assert max(map(len, text.splitlines())) <= 80, page.id


def test_a_page_says_its_parts():
    text = explain("owner-known")
    for heading in ("Why", "How to fix", "Passes", "Fails"):
        assert f"\n{heading}\n──" in text
    assert "architecture/pay.yml\n    services:\n      pay: {tier: 0}\n" in text


def test_a_page_lists_the_options_of_its_rule_or_check_with_defaults_and_what_they_are():
    made = {**plugs.plugs(rules, rules.Rule), **configure.kinds()}
    for page in pages(("rule", "check")):
        kind = made[page.id]
        names = kind.options()
        lines = [line for line in page.part("Options").split("\n") if line.startswith("- ")]
        assert [line.split("`")[1] for line in lines] == list(names)
        assert all(" unless set: " in line for line in lines), page.id
    text = explain("rotation-two")
    assert "Options\n───────\nIn `kb.toml`, under `[rules.rotation-two]`:\n" in text
    assert "- `least`, 2 unless set: how many people a rotation must have\n" in text
    assert '["scale-out", "degrade",' in explain("runbook-kinds")


def test_an_id_may_be_written_as_it_is_spoken():
    assert explain("Bus Factor") == explain("bus-factor") == explain("bus_factor")


def test_the_nearest_id_is_suggested():
    with pytest.raises(UsageError, match="there is no manual page `owner-know`; did you mean `owner-known`"):
        explain("owner-know")


def test_without_an_id_all_are_listed_by_kind():
    text = explain()
    for title, _ in KINDS.values():
        assert f"\n{title} (" in text
    assert all(page.id in text for page in pages())


def test_other_formats():
    assert explain("tier", "-f", "markdown").startswith("# tier\n")
    assert (
        json.loads(explain("tier", "-f", "json"))["summary"]
        == "How bad the outage of a component is: 0, 1, 2, 3 or unknown."
    )
    assert len(json.loads(explain("-f", "json"))["pages"]) == len(list(pages()))


@pytest.mark.parametrize("name", explain_keys.names())
def test_every_mapping_of_the_files_has_its_keys_in_80_columns(name):
    text = explain(name)
    assert "What it is" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_keys_of_a_kind_with_what_they_take():
    text = explain("event")
    assert text.startswith("event: its keys\n")
    assert "In events/<id>.yml: one event" in text
    assert "decider       id  " in text
    assert explain("Load Test") == explain("load-test")
    assert explain("queue") == explain("component")


def test_a_word_that_is_a_mapping_too_is_followed_by_its_keys():
    text = explain("poll")
    assert text.startswith("poll\n")
    assert "\nKeys in the files\n─" in text
    assert "role (needed)" in text


def test_keys_in_json():
    found = json.loads(explain("person", "-f", "json"))
    assert (found["id"], found["kind"], found["file"]) == (
        "person",
        "keys",
        "ownership/*.yml: teams, people, knowledge, on-call",
    )
    assert {"key": "until", "takes": "date"}.items() <= next(
        each for each in found["keys"] if each["key"] == "until"
    ).items()


def test_the_nearest_kind_of_mapping_is_suggested():
    with pytest.raises(UsageError, match="no manual page `evnt`; did you mean `event`"):
        explain("evnt")


@pytest.mark.parametrize(
    ("path", "text", "page"),
    [
        ("architecture/a.yml", "queues: {a: {teir: 1}}", "queue"),
        ("architecture/a.yml", "services: {a: {capacity: {unit: x, desgn: 1}}}", "capacity"),
        ("ownership/a.yml", "people: {a: {nam: x}}", "person"),
        ("ownership/a.yml", "peple: {}", "ownership"),
        ("events/gala.yml", "id: gala\nwindo: {}", "event"),
        ("runbooks/a.md", "---\nid: a\ncomponentz: []\n---\n# A\n", "runbook"),
    ],
)
def test_an_unknown_key_names_the_page_that_lists_what_is_known(path, text, page):
    (finding,) = (each for each in read({path: text}).findings if each.rule == "unknown-key")
    assert f"`kb explain {page}` says what each " in finding.fix
    assert explain_keys.find(page) is not None


@pytest.mark.parametrize("key", ["date", "start", "when"])
def test_when_an_event_is_is_its_window(key):
    found = read({"events/gala.yml": f"id: gala\n{key}: 2026-12-01\n"}).findings
    assert f"`{key}` is not a key of an event; did you mean `window`?" in [finding.message for finding in found]


def test_ids_are_completed():
    (argument,) = (param for param in command.params if param.name == "name")
    found = [item.value for item in argument.shell_complete(None, "suppression")]
    assert found == ["suppression", "suppression-current", "suppression-used"]


def test_no_knowledge_base_is_needed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert explain("tier")


def test_a_rule_on_runbooks_is_found_by_the_code_it_answers_to():
    assert explain("RB003") == explain("runbook-sections")
    assert explain("rb302") == explain("runbook-verified")
    with pytest.raises(UsageError, match="there is no manual page `rb999`"):
        explain("RB999")


@pytest.mark.parametrize(
    ("word", "page"),
    [
        ("orphaned", "class"),
        ("single", "class"),
        ("thin", "class"),
        ("Held", "class"),
        ("weak", "class"),
        ("operators", "coverage"),
        ("external", "coverage"),
        ("weakest", "bus-factor"),
        ("step", "runbook"),
        ("if not", "runbook"),
        ("proven", "proven-coverage"),
        ("claimed", "evidence"),
        ("operate", "level"),
    ],
)
def test_a_word_of_the_reports_leads_to_the_page_that_defines_it(word, page):
    assert explain(word) == explain(page)


def test_the_page_of_the_weights_names_no_constants():
    assert "coverage.HELD" not in explain("weights")
    assert "docs/" not in explain("weights")


@pytest.mark.parametrize(("typed", "offered"), [("C", "C2"), ("c", "C2"), ("RB0", "RB003"), ("orph", "orphaned")])
def test_codes_and_other_names_are_completed_too(typed, offered):
    words = {"_KB_COMPLETE": "bash_complete", "COMP_WORDS": f"kb explain {typed}", "COMP_CWORD": "2"}
    assert offered in CliRunner().invoke(main, [], env=words, prog_name="kb").stdout.replace("plain,", "").split()


def test_every_completed_name_has_a_page():
    for name in aliases():
        assert CliRunner().invoke(main, ["explain", name]).exit_code == 0, name


def test_a_key_is_found_by_its_name_wherever_it_stands():
    said = " ".join(explain("needs").split())
    assert said.startswith("needs: a key")
    assert "component list of id or edge or none without these, it is down" in said
    assert "vendor list of id or edge or none what they stand on" in said
    assert "All keys beside it: kb explain component." in said
    assert explain("every_days") == explain("every days")
    assert "person" in explain("away")


def test_a_key_in_json():
    (use,) = json.loads(explain("night_shift", "-f", "json"))["uses"]
    assert (use["of"], use["takes"]) == (["person"], "true or false")


def test_every_key_of_every_file_has_an_answer():
    for word in explain_keys.words():
        assert CliRunner().invoke(main, ["explain", word]).exit_code == 0, word


def test_a_file_is_found_by_its_name():
    assert explain("kb.toml") == explain("settings")


def test_a_command_is_no_page():
    with pytest.raises(UsageError, match="`who` is a command: kb who --help"):
        explain("who")
    with pytest.raises(UsageError, match="`runbook list` is a command"):
        explain("runbook list")


def test_the_runbook_that_is_shown_is_one_without_a_fault():
    text = explain("runbook").partition("whole one:")[2].partition("Why\n")[0]
    markdown = textwrap.dedent(text.strip("\n"))
    files = {
        "architecture/a.yml": "services: {checkout: {owner: shop-team}}\n",
        "ownership/a.yml": "teams: {shop-team: {}}\npeople: {ann: {team: shop-team}}\n",
        "runbooks/restart-checkout.md": markdown,
    }
    found = read(files)
    assert found.findings == ()
    steps = found.base.runbooks["restart-checkout"].steps
    assert [(step.id, step.if_not, step.minutes) for step in steps] == [("s1", ("escalate",), 2), ("s2", ("s1",), 5)]
    for rule in plugs.names(rules):
        if rule.startswith(("step-", "runbook-", "risk-")) and rule not in ("runbook-verified", "runbook-kinds"):
            assert check(rule, files) == [], rule


@pytest.mark.parametrize(
    ("word", "title", "of"),
    [
        ("contractor", "contractor: a word that a key takes", "person: kind"),
        ("retired", "retired: a word that a key takes", "component: lifecycle"),
        ("took_over", "took_over: a word that a key takes", "run: help"),
    ],
)
def test_a_word_that_a_key_takes_leads_to_the_key(word, title, of):
    said = explain(word)
    assert said.startswith(title)
    assert of in said
    assert f"kb explain {of.partition(':')[0]}." in said


def test_another_name_of_a_page_is_suggested_too():
    with pytest.raises(UsageError, match="did you mean `orphaned`"):
        explain("orphand")
    with pytest.raises(UsageError, match="there is no manual page `mapping`"):
        explain("mapping")
