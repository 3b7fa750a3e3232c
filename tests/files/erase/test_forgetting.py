"""Forgetting someone: what goes, what stays under another id, and what is left to a human."""

import os
from datetime import date

import pytest

from kb.errors import KbError
from kb.files.editing.changes import write_together
from kb.files.erase.find import Files
from kb.files.erase.forgetting import forgetting
from kb.files.load import load

UNTIL = date(2026, 9, 13)
PEOPLE = "people:\n  p-1: {team: till} # the first\n  p-2: {}\nteams: {till: {}}\n"
STEPS = "# Fix\n\n## Steps\n\n### s1 · Call\n\n- do: call p-1 and wait\n"


def write(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    assert [str(item) for item in load(root).findings] == []


def forget(root, person="p-1", **options):
    base = load(root).base
    found = forgetting(root, base, base.people[person], UNTIL, **options)
    write_together(root, found.changes)
    assert load(root).findings == ()
    assert person not in load(root).base.people
    return found


def text(root, path):
    return (root / path).read_bytes().decode()


def test_without_records_nothing_takes_their_place(tmp_path):
    write(tmp_path, {"ownership/a.yml": PEOPLE})
    found = forget(tmp_path)
    assert found.pseudonym is None
    assert text(tmp_path, "ownership/a.yml") == "people:\n  p-2: {}\nteams: {till: {}}\n"


def test_records_stay_under_a_fresh_id_with_a_last_day(tmp_path):
    run = "{runbook: fix, kind: drill, by: p-1, observer: 'p-2', ended: 2026-01-01T10:00Z, help: none, outcome: pass}\n"
    write(
        tmp_path,
        {"ownership/a.yml": PEOPLE, "runbooks/fix.md": "# Fix\n", "runbooks/log/20260101T100000Z-fix-p-1.yml": run},
    )
    found = forget(tmp_path)
    assert found.pseudonym == "gone-1"
    assert text(tmp_path, "ownership/a.yml").startswith("people:\n  gone-1: {until: 2026-09-13}\n  p-2: {}\n")
    assert text(tmp_path, "runbooks/log/20260101T100000Z-fix-gone-1.yml") == run.replace("p-1", "gone-1")
    assert not (tmp_path / "runbooks/log/20260101T100000Z-fix-p-1.yml").exists()
    assert forget(tmp_path, "p-2").pseudonym == "gone-2"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{until: 2025-01-31}", "{until: 2025-01-31}"),
        ("{until: 2030-01-31}", "{until: 2026-09-13}"),
        ("{kind: external, title: P}", "{until: 2026-09-13, kind: external}"),
    ],
)
def test_of_the_person_only_the_last_day_and_an_outside_kind_stay(tmp_path, entry, expected):
    write(
        tmp_path,
        {"ownership/a.yml": f"people:\n  p-1: {entry}\n", "runbooks/fix.md": "---\nauthors: [p-1]\n---\n# Fix\n"},
    )
    forget(tmp_path)
    assert text(tmp_path, "ownership/a.yml") == f"people:\n  gone-1: {expected}\n"


def test_an_author_does_not_become_a_stranger_to_the_own_runbook(tmp_path):
    run = "{runbook: fix, kind: drill, by: p-1, ended: 2026-01-01T10:00Z, help: none, outcome: pass}\n"
    write(
        tmp_path,
        {"ownership/a.yml": PEOPLE, "runbooks/fix.md": "---\nauthors: [p-1]\n---\n# Fix\n", "runbooks/log/a.yml": run},
    )
    forget(tmp_path)
    base = load(tmp_path).base
    assert base.runbooks["fix"].authors == (base.runs[0].by,) == ("gone-1",)


def test_duties_and_knowledge_go_and_leave_an_answer(tmp_path):
    write(tmp_path, {
        "architecture/a.yml": "services:\n  pay:\n    ladder:\n      - when: full\n        decider: p-1\n",
        "ownership/a.yml": PEOPLE.replace("till: {}", "till: {lead: p-1}") + "knowledge:\n  pay:\n    p-1: operate\noncall:\n  line:\n    rotation:\n      - p-1\n    escalation: [p-1, till]\n    shifts:\n      - {person: p-1, start: 2026-01-01T08:00Z, end: 2026-01-01T09:00Z}\n      - {person: p-2, start: 2026-01-01T09:00Z, end: 2026-01-01T10:00Z}\n",
        "events/e.yml": "decider: p-1\nroles: {comms: p-1, scribe: [p-1]}\nabort: [{do: stop, decider: p-1}]\n",
    })  # fmt: skip
    forget(tmp_path)
    base = load(tmp_path).base
    assert base.teams["till"].lead is None
    assert base.knowledge == {"pay": {}}  # written and empty: nobody, not unknown
    line = base.rotations["line"]
    assert (line.rotation, line.escalation, [shift.person for shift in line.shifts]) == ((), ("till",), ["p-2"])
    event = base.events["e"]
    assert (event.decider, event.roles, event.abort[0].do) == (None, {"scribe": ()}, "stop")
    assert base.components["pay"].ladder[0].when == "full"


def test_words_in_texts_and_comments_are_replaced(tmp_path):
    write(tmp_path, {"ownership/a.yml": PEOPLE + "# ask p-1, not p-11 or p-1-b\n", "kb.toml": '# p-1 wrote this\nas_of = "2026-09-14"\n', "events/e.yml": "description: p-1's evening\n"})  # fmt: skip
    forget(tmp_path)
    assert text(tmp_path, "ownership/a.yml").endswith("# ask someone, not p-11 or p-1-b\n")
    assert text(tmp_path, "kb.toml").startswith("# someone wrote this\n")
    assert load(tmp_path).base.events["e"].about.description == "someone's evening"


def test_steps_that_name_them_stay_verified(tmp_path):
    write(tmp_path, {"ownership/a.yml": PEOPLE, "runbooks/fix.md": STEPS})
    before = load(tmp_path).base.runbooks["fix"].steps_hash
    write(
        tmp_path,
        {
            "runbooks/log/a.yml": f'{{runbook: fix, steps_hash: "{before}", kind: drill, by: p-2, ended: 2026-01-01T10:00Z, help: none, outcome: pass}}\n'
        },
    )
    forget(tmp_path)
    base = load(tmp_path).base
    assert "call someone and wait" in text(tmp_path, "runbooks/fix.md")
    assert base.runbooks["fix"].steps_hash == base.runs[0].steps_hash != before


def test_a_plain_word_is_left_to_a_human(tmp_path):
    files = {
        "ownership/a.yml": "people: {mark: {}, bob: {}}\nknowledge: {pay: {mark: operate}}\n",
        "architecture/a.yml": "services: {pay: {description: set the mark here}}\n",
    }
    write(tmp_path, files)
    found = forget(tmp_path, "mark")
    assert [str(source) for source in found.left] == ["architecture/a.yml:1"]
    assert text(tmp_path, "architecture/a.yml") == files["architecture/a.yml"]
    assert text(tmp_path, "ownership/a.yml") == "people: {bob: {}}\nknowledge: {pay: {}}\n"
    write(tmp_path, files)
    assert forget(tmp_path, "mark", words=True).left == ()
    assert "set the someone here" in text(tmp_path, "architecture/a.yml")


def test_a_word_of_the_files_is_never_replaced(tmp_path):
    write(tmp_path, {"ownership/a.yml": "people: {lead: {}, bob: {}}\nteams: {t: {lead: bob}}\n# ask lead\n"})
    found = forget(tmp_path, "lead", words=True)
    assert load(tmp_path).base.teams["t"].lead == "bob"
    assert [str(source) for source in found.left] == ["ownership/a.yml:2", "ownership/a.yml:3"]


def test_a_longer_id_keeps_its_records(tmp_path):
    run = "{runbook: fix, kind: drill, by: p-1, ended: 2026-01-01T10:00Z, help: none, outcome: pass}\n"
    write(
        tmp_path,
        {
            "ownership/a.yml": "people: {'1': {}, p-1: {}}\n",
            "runbooks/fix.md": "# Fix\n",
            "runbooks/log/20260101T100000Z-fix-p-1.yml": run,
        },
    )
    assert forget(tmp_path, "1").pseudonym is None
    assert (tmp_path / "runbooks/log/20260101T100000Z-fix-p-1.yml").exists()


def test_references_to_a_renamed_record_follow(tmp_path):
    run = "{runbook: fix, kind: drill, by: p-1, observer: p-2, ended: 2026-01-01T10:00Z, help: none, outcome: pass}\n"
    write(tmp_path, {"ownership/a.yml": PEOPLE + "knowledge: {pay: {p-2: {level: expert, ref: 20260101T100000Z-fix-p-1}}}\n", "architecture/a.yml": "services: {pay: {}}\n",
                     "runbooks/fix.md": "# Fix\n", "runbooks/log/20260101T100000Z-fix-p-1.yml": run})  # fmt: skip
    forget(tmp_path)
    assert load(tmp_path).base.knowledge["pay"]["p-2"].ref == "20260101T100000Z-fix-gone-1"


def test_line_ends_and_byte_order_mark_are_kept(tmp_path):
    write(tmp_path, {"ownership/a.yml": "\ufeffpeople:\r\n  p-1: {}\r\n  p-2: {}\r\noncall:\r\n  line: {rotation: [p-1, p-2]}\r\n", "runbooks/fix.md": "---\r\nauthors: [p-1]\r\n---\r\n# Fix\r\n"})  # fmt: skip
    forget(tmp_path)
    assert (
        text(tmp_path, "ownership/a.yml")
        == "\ufeffpeople:\r\n  gone-1: {until: 2026-09-13}\r\n  p-2: {}\r\noncall:\r\n  line: {rotation: [p-2]}\r\n"
    )
    assert text(tmp_path, "runbooks/fix.md") == "---\r\nauthors: [gone-1]\r\n---\r\n# Fix\r\n"


def test_what_cannot_be_done_is_not_begun(tmp_path):
    files = {"ownership/a.yml": "people: {p-1: {}, p-2: {}}\noncall:\n  one: {escalation: [], shifts: [&s {person: p-1}]}\n  two: {shifts: [*s]}\nteams: {t: {contact: [{kind: chat, to: &c here}]}}\n"}  # fmt: skip
    write(tmp_path, files)
    base = load(tmp_path).base
    with pytest.raises(KbError, match="cannot be taken out by kb alone"):
        forgetting(tmp_path, base, base.people["p-1"], UNTIL)
    assert text(tmp_path, "ownership/a.yml") == files["ownership/a.yml"]


def test_anchors_and_quotes_around_an_id(tmp_path):
    write(tmp_path, {"ownership/a.yml": PEOPLE + "oncall: {line: {rotation: &r [p-1, p-2], secondary: *r}}\n", "events/e.yml": 'forecast: {by: &who "p-1"}\n', "events/e/p.yml": "poll: {role: r, by: 'p-1', say: go, date: 2026-01-01}\n"})  # fmt: skip
    forget(tmp_path)
    assert load(tmp_path).base.rotations["line"].secondary == ("p-2",)
    assert text(tmp_path, "events/e.yml") == 'forecast: {by: &who "gone-1"}\n'
    assert "by: 'gone-1'" in text(tmp_path, "events/e/p.yml")


def test_mentions_are_words_not_parts_of_words(tmp_path):
    write(
        tmp_path,
        {"ownership/a.yml": PEOPLE + "# p-1, p-10, up-1, p-1-x, (p-1) p-1's 20260101T100000Z-fix-p-1 fix-p-1\n"},
    )
    assert [(item.line, item.column) for item in Files(tmp_path).mentions("p-1")] == [
        (2, 3),
        (5, 3),
        (5, 28),
        (5, 33),
        (5, 39),
    ]


def test_places_with_a_title_or_handle_are_listed(tmp_path):
    write(tmp_path, {"ownership/a.yml": "people:\n  p-1: {title: Ann Lee, aliases: [the boss], handles: {git: annlee}}\n# Annlee, not annleen\n", "events/e.yml": "description: as Ann Lee said to the boss\n"})  # fmt: skip
    found = forget(tmp_path)
    assert [(str(item), item.column) for item in found.names] == [
        ("events/e.yml:1", 17),
        ("events/e.yml:1", 33),
        ("ownership/a.yml:2", 3),
    ]


def test_the_file_of_another_tool_is_not_written(tmp_path):
    write(tmp_path, {"ownership/a.yml": PEOPLE, "pyproject.toml": '# p-1\n[tool.kb]\nas_of = "2026-09-14"\n'})
    assert [str(item) for item in forget(tmp_path).left] == ["pyproject.toml:1"]


@pytest.mark.parametrize("what", ["latin", "link", "huge"])
def test_a_pyproject_that_the_reader_passes_over_is_passed_over_here(tmp_path, what):
    write(tmp_path, {"ownership/a.yml": PEOPLE})
    file = tmp_path / "pyproject.toml"
    if what == "link":
        (tmp_path / "other").write_text("# p-1\n", encoding="utf-8")
        file.symlink_to(tmp_path / "other")
    else:
        file.write_bytes(b"# p-1 \xe4\n" if what == "latin" else b"# p-1\n" * 200_000)
    assert forget(tmp_path).left == ()


RUN = "{runbook: fix, kind: drill, by: p-1, ended: 2026-01-01T10:00Z, help: none, outcome: pass}\n"
SEVERAL = {
    "ownership/a.yml": PEOPLE,
    "ownership/b.yml": "knowledge: {}\n# p-1\n",
    "runbooks/fix.md": "# Fix\n",
    "runbooks/log/20260101T100000Z-fix-p-1.yml": RUN,
}


def kept(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def refuse_once(monkeypatch, name, place):
    do = getattr(os, name)

    def refuse(source, target):
        if str(target) == str(place):
            monkeypatch.setattr(os, name, do)
            raise PermissionError(1, "Operation not permitted")
        do(source, target)

    monkeypatch.setattr(os, name, refuse)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_when_one_file_cannot_be_replaced_all_stay_as_they_were(tmp_path, monkeypatch, number):
    write(tmp_path, SEVERAL)
    base = load(tmp_path).base
    found = forgetting(tmp_path, base, base.people["p-1"], UNTIL)
    assert len(found.changes) == 3
    before = kept(tmp_path)
    for name in ("replace", "link", "rename"):
        refuse_once(monkeypatch, name, tmp_path / found.changes[number].new_path)
    with pytest.raises(KbError, match=r"nothing was changed: .* cannot be written \(Operation not permitted\)"):
        write_together(tmp_path, found.changes)
    assert kept(tmp_path) == before


def test_what_cannot_be_put_back_is_named(tmp_path, monkeypatch):
    write(tmp_path, SEVERAL)
    base = load(tmp_path).base
    found = forgetting(tmp_path, base, base.people["p-1"], UNTIL)
    replace = os.replace

    def refuse(source, target):
        if str(target).endswith("b.yml") or refuse.failed:
            refuse.failed = True
            raise PermissionError(1, "Operation not permitted")
        replace(source, target)

    refuse.failed = False
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(KbError, match=r"could not be put back as they were: ownership/a\.yml; all others"):
        write_together(tmp_path, found.changes)


def test_a_file_changed_since_the_plan_is_not_overwritten(tmp_path):
    write(tmp_path, SEVERAL)
    base = load(tmp_path).base
    found = forgetting(tmp_path, base, base.people["p-1"], UNTIL)
    (tmp_path / "ownership" / "b.yml").write_text("knowledge: {}\n# p-1, mine\n", encoding="utf-8")
    before = kept(tmp_path)
    with pytest.raises(KbError, match=r"nothing was changed: ownership/b\.yml is no longer what it was"):
        write_together(tmp_path, found.changes)
    assert kept(tmp_path) == before


def test_two_who_are_forgotten_at_once_never_share_an_id(tmp_path):
    write(tmp_path, SEVERAL)
    base = load(tmp_path).base
    first, second = (forgetting(tmp_path, base, base.people["p-1"], UNTIL) for _ in range(2))
    assert set(first.read) == {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    write_together(tmp_path, first.changes, first.read)
    elsewhere = [change for change in second.changes if change.path not in {one.path for one in first.changes}]
    with pytest.raises(KbError, match="is no longer what it was; run the command again"):
        write_together(tmp_path, elsewhere, second.read)
