import pytest

from kb.testing import check

RUN = "{{runbook: fix, kind: drill, by: ann, components: [{names}], ended: {day}T10:00Z, help: none, outcome: pass}}\n"


def messages(names, aliases="", day="2026-05-11"):
    files = {
        "architecture/a.yml": f"services: {{pay: {{aliases: [{aliases}]}}, till: {{}}}}\nvendors: {{psp: {{}}}}\n",
        "ownership/a.yml": "people: {ann: {}}\n",
        "runbooks/fix.md": "---\ncomponents: [pay]\n---\n## Steps\n1. Go.\n",
        "runbooks/log/one.yml": RUN.format(names=names, day=day),
    }
    return [(found.source.path, found.message) for found in check("run-components", files)]


@pytest.mark.parametrize(("names", "aliases"), [("pay", ""), ("pay, till", ""), ("", ""), ("old-pay, pay", "old-pay")])
def test_what_is_there_or_was_called_so(names, aliases):
    assert messages(names, aliases) == []


def test_what_is_gone():
    said = "a run of `fix` was for `old-pay`, which is no component any more: it proves nothing about it"
    assert messages("old-pay, pay") == [("runbooks/log/one.yml", said)]
    ((_, both),) = messages("old-pay, older")
    assert "`old-pay`, `older`, which are no components any more: it proves nothing about them" in both


def test_an_old_record_proves_nothing_anyway():
    assert messages("old-pay", day="2025-05-11") == []
