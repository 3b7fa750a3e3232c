"""Whom an asker may name."""

import pytest

from kb.errors import UsageError
from kb.model.base import Base
from kb.model.people import Person, Team
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.scenario import Whom, employers, meant, terms, whom
from kb.model.source import Source
from kb.model.words import PersonKind

HERE = Source("a.yml", 1, 1)


def person(name, **said):
    fields = dict.fromkeys(Person._fields) | {"id": name, "kind": PersonKind.EMPLOYEE, "about": NO_ABOUT}
    return Person(**fields | {"provenance": NO_PROVENANCE, "source": HERE} | said)


PEOPLE = [
    person("ann", team="till"),
    person("bob", team="till", employer="acme", kind=PersonKind.EXTERNAL),
    person("cid", employer="acme"),
]
BASE = Base(
    people={item.id: item for item in PEOPLE},
    teams={name: Team(name, *[None] * 5, NO_ABOUT, NO_PROVENANCE, HERE) for name in ("till", "empty")},
)


def test_a_term_is_read_with_its_prefix_and_written_back():
    for text in ("ann", "team:till", "employer:acme"):
        assert whom(BASE, text).term == text
    assert whom(BASE, " team : till ") == Whom("team", "till")


def test_a_term_stands_for_all_its_people_externals_included():
    assert meant(BASE, Whom("person", "ann")) == ("ann",)
    assert meant(BASE, Whom("team", "till")) == ("ann", "bob")
    assert meant(BASE, Whom("team", "empty")) == ()
    assert meant(BASE, Whom("employer", "acme")) == ("bob", "cid")
    assert employers(BASE) == ("acme",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("anm", "there is no person `anm`; did you mean `ann`?"),
        ("till", "there is no person `till`; did you mean `team:till`?"),
        ("team:tils", "there is no team `tils`; did you mean `team:till`?"),
        ("team:ann", "there is no team `ann`; did you mean `ann`?"),
        ("employer:acne", "there is no employer `acne`; did you mean `employer:acme`?"),
        ("tema:till", "`tema:till` is not understood: write a person's id, team:ID or employer:NAME"),
        ("team:", "there is no team ``; there are `team:empty` and `team:till`"),
        ("", "there is no person ``; there are `ann`, `bob` and `cid`"),
        ("\x1b[31m", "there is no person `?[31m`; there are `ann`, `bob` and `cid`"),
        ("x" * 99, f"there is no person `{'x' * 60}…`; there are `ann`, `bob` and `cid`"),
    ],
)
def test_an_unknown_term_says_what_was_probably_meant(text, said):
    with pytest.raises(UsageError) as error:
        whom(BASE, text)
    assert str(error.value) == said


def test_no_employer_at_all_is_said():
    with pytest.raises(UsageError, match="nobody has the key `employer` yet"):
        whom(Base(people={"ann": PEOPLE[0]}), "employer:acme")


def test_terms_are_sorted_and_stand_once():
    mixed = [Whom("team", "b"), Whom("person", "z"), Whom("team", "a"), Whom("person", "z"), Whom("employer", "a")]
    assert [item.term for item in terms(mixed)] == ["z", "team:a", "team:b", "employer:a"]
