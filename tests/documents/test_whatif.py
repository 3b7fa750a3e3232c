"""What-if documents where there is much to say, and where there is nothing."""

import pytest

from kb.analyses.risk.consequence import Loss, WhatIfReport
from kb.analyses.risk.whatif import Comparison
from kb.documents import whatif, whatif_rows
from kb.documents.document import Bullets, Paragraph, Section, Table
from kb.documents.losses import WORDS
from kb.model.scenario import Scenario, terms, whom
from kb.render.markdown import Markdown
from kb.render.text import Text
from kb.testing import at, base


def report(made, *names, title=None):
    scenario = Scenario("", title, None, terms(whom(made, name) for name in names), None)
    return WhatIfReport("all", (Comparison(made, at(), scenario).report("all")[0],))


def words(document):
    return " ".join(Text().render(None, document).split())


@pytest.fixture(scope="module")
def large():
    return base(
        "; ".join(f"p{number} operates c{number}; c{number} needs deep" for number in range(60)) + "; p0 operates deep"
    )


def test_every_loss_has_its_words():
    assert set(WORDS) == set(Loss)
    assert len(set(WORDS.values())) == len(WORDS)


def test_long_reports_are_cut_and_say_so_and_csv_has_all(large):
    found = report(large, *(f"p{number}" for number in range(60)))
    document = whatif.describe(found, "")
    said = words(document)
    assert "… and 21 more; --format csv or json has them all." in said
    assert document.title == "Risk: all, without p0, p1, p10, p11, p12, p13, p14, p15 and 52 more"
    (table,) = whatif_rows.describe_rows(found, "").blocks
    assert isinstance(table, Table)
    assert len(table.rows) == len(found.scenarios[0].consequences) == 61
    assert len(found.scenarios[0].repairs) == 10
    assert max(map(len, Text().render(None, document).splitlines())) <= 80


def test_falls_are_grouped_by_what_they_go_through(large):
    document = whatif.describe(report(large, "p0"), "")
    (section,) = [
        block for block in document.blocks if isinstance(block, Section) and block.title == "Where the bus factor falls"
    ]
    (bullets,) = section.blocks
    assert bullets == Bullets(("to 0 through deep, below 59 components: c1 > deep; c10 > deep",))


def test_something_may_change_and_nothing_be_lost():
    made = base(
        "; ".join(f"{name} operates pay" for name in ("ann", "bob", "cid", "dot"))
        + "; pay needs till; ann operates till; bob operates till; cid operates till; eve operates till; dot aware till; flo operates pay; pay needs deep; zed operates deep; ann in books; bob in books"
    )
    said = words(whatif.describe(report(made, "dot"), ""))
    assert "Nothing is lost, but something changes." in said
    assert "1 component changes and keeps its class and bus factor: pay (operators 5 → 4)." in said


def test_as_many_falls_are_counted_as_are_listed():
    made = base(
        "ann operates pay; bob operates pay; cid operates pay; dot operates pay; pay tier 0; ann in till; bob in till"
    )
    said = words(whatif.describe(report(made, "ann"), ""))
    assert "Of components: bus factor falls (1)." in said
    assert "0 pay held 4 claimed → 3 claimed 4 → 3" in said
    assert "Only fewer people: team till 2 → 1." in said


def test_many_who_are_not_there_are_summed():
    made = base(
        "; ".join(f"p{number} operates pay; p{number} until 2026-01-01" for number in range(20)) + "; ann in till"
    )
    document = whatif.describe(report(made, *(f"p{number}" for number in range(20))), "")
    (bullets,) = [block for block in document.blocks if isinstance(block, Bullets)]
    assert bullets.items[-1] == "8 more like these"
    assert "None of those named was available on this date" in words(document)


def test_a_team_without_people_and_an_empty_scope():
    made = base("ann in till; bob operates pay; pay owner books")
    said = words(whatif.describe(report(made, "team:books"), ""))
    assert "Nobody is written under what was named." in said
    assert "- team:books: 0 written, 0 available on this date" in said


def test_hostile_titles_stay_text():
    made = base("ann operates pay")
    found = report(made, "ann", title="<script>|*x*\n# y")
    markdown = Markdown().render(None, whatif.describe(found, ""))
    assert "<script>" not in markdown
    assert "\n# y" not in markdown


def test_paragraphs_never_name_a_member_of_a_team():
    made = base("ann in till; bob in till; ann operates pay; bob operates pay; zed operates pay")
    blocks = whatif.describe(report(made, "team:till"), "").blocks
    assert all("ann" not in block.text and "bob" not in block.text for block in blocks if isinstance(block, Paragraph))
    assert "ann" not in words(whatif.describe(report(made, "team:till"), ""))


def test_losses_of_components_are_counted_apart_from_those_of_everything_else():
    made = base("ann operates pay, key; bob operates key; rota covers pay; rota pages ann")
    said = words(whatif.describe(report(made, "ann"), ""))
    assert "Of components: last operator lost (1), second operator lost (1)" in said
    assert "Beside components: nobody left on call (1)." in said
    assert "Beside" not in words(whatif.describe(report(base("ann operates pay"), "ann"), ""))
