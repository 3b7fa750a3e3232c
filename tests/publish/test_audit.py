"""Seeded leaks in every kind of file must be found, with their place; a clean site must be clean."""

import gzip
import json
from functools import cache
from pathlib import Path

import material
import pytest

from kb.model.base import Base
from kb.publish.audit import audit, decoded, told
from kb.testing import read

FILES = {
    "architecture/a.yml": """
vendors: {cloudy: {contact: [{kind: mail, to: desk@cloudy.example.org}]}}
services: {pay: {x: {budget: "code name Blue Heron"}}}
""",
    "ownership/o.yml": """
people:
  annq: {title: Ann-Marie Quüx, handles: {chat: amq77}, aliases: [Amquux]}
  p-1: {title: P One}
  will: {}
knowledge: {pay: {annq: operate, will: operate}}
""",
}


@cache
def made() -> Base:
    loaded = read(FILES)
    assert not loaded.findings
    return loaded.base


def found(folder: Path, profile: str = "leadership", allow: tuple[str, ...] = ()) -> list[tuple[str, int, str, str]]:
    return [tuple(leak) for leak in audit(folder, made(), profile, allow).leaks]  # type: ignore[misc]


def site(folder: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_DOT_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def page(text: str) -> str:
    return f"<html>\n<body>\n{text}\n</body></html>"


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ask annq", "annq"),
        ("by Ann-Marie Quüx", "Ann-Marie Quüx"),
        ("by Ann-Marie Qu&uuml;x", "Ann-Marie Quüx"),
        ("Qu&#252;x knows", "Quüx"),
        ("Qu&amp;#252;x knows", "Quüx"),
        ("<a href='../%61nnq/'>x</a>", "annq"),
        ('<b title="annq">x</b>', "annq"),
        ("<!-- annq -->", "annq"),
        ("run-2026-annq.yml", "annq"),
        ("@amq77", "amq77"),
        ("Amquux", "Amquux"),
        ('<div data-who="annq">', "annq"),
        ("ask ANNQ", "annq"),
        ("ANN-MARIE QU\u00dcX", "Ann-Marie Quüx"),
        ("annmarie_quux", "Ann-Marie Quüx"),
        ("Qu&uuml;x, Ann Marie", "Quüx Ann"),
        ("Quu\u0308x", "Quüx"),
        ("quux", "Quüx"),
        ('<a title="by quux">x</a>', "Quüx"),
        ("@AMQ-77", "amq77"),
        ("amq_77", "amq77"),
        ("run-2026-P_1", "p-1"),
        ("<strong>an</strong>nq", "annq"),
        ("qu<em>u</em>x", "Quüx"),
        ("<del>amq</del>_<code>77</code>", "amq77"),
    ],
)
def test_a_name_is_found_however_it_is_written(tmp_path: Path, text: str, word: str) -> None:
    leaks = found(site(tmp_path, a__index_DOT_html=page(text)))
    assert ("a/index.html", 3, "name", word) in leaks


def test_every_kind_of_file_is_searched(tmp_path: Path) -> None:
    index = {"config": {}, "docs": [{"location": "components/pay/", "title": "Pay", "text": "ask annq"}]}
    site(
        tmp_path,
        search__search_index_DOT_json=json.dumps(index),
        assets__data__x_DOT_json='{"who": "\\u0061nnq"}',
        map_DOT_svg='<svg><g id="n-annq"/></svg>',
        kb_DOT_js="var x = 1;\nvar y = 'annq';",
        kb_DOT_css="/* annq */",
        sitemap_DOT_xml="<loc>https://x/people/annq/</loc>",
        sitemap_DOT_xml_DOT_gz=gzip.compress(b"<loc>https://x/people/annq/</loc>"),
        robots_DOT_txt="annq",
        CNAME="annq",
    )
    assert {(path, line) for path, line, _, _ in found(tmp_path)} == {
        ("search/search_index.json", 1), ("assets/data/x.json", 1), ("map.svg", 1), ("kb.js", 2), ("kb.css", 1),
        ("sitemap.xml", 1), ("sitemap.xml.gz", 1), ("robots.txt", 1), ("CNAME", 1),
    }  # fmt: skip


def test_a_file_named_after_someone_is_a_leak(tmp_path: Path) -> None:
    assert ("people/annq/index.html", 0, "name", "annq") in found(
        site(tmp_path, people__annq__index_DOT_html=page("x"))
    )
    site(tmp_path, annq_DOT_png=b"\x89PNG")
    assert ("annq.png", 0, "name", "annq") in found(tmp_path)


def test_internal_names_people_but_no_way_to_reach_them_and_no_extension(tmp_path: Path) -> None:
    text = page("ask annq, quux@firm.org, +49 170 1234567, desk@cloudy.example.org; Blue Heron; code name Blue Heron")
    assert found(site(tmp_path, index_DOT_html=text), "internal") == [
        ("index.html", 3, "extension", "code name Blue Heron"),
        ("index.html", 3, "mail address", "quux@firm.org"),
        ("index.html", 3, "mail address", "desk@cloudy.example.org"),
        ("index.html", 3, "phone number", "+49 170 1234567"),
    ]


def test_a_text_of_an_extension_that_a_poll_holds_too_is_none_of_the_extension(tmp_path: Path) -> None:
    poll = "poll: {role: comms, by: annq, say: go, value: code name Blue Heron, date: 2026-05-31}\n"
    event = "entry: [pay]\nwindow: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n"
    base = read(FILES | {"events/show.yml": event, "events/show/1.yml": poll}).base
    assert len(base.polls) == 1
    assert audit(site(tmp_path, index_DOT_html=page("code name Blue Heron")), base, "internal").leaks == ()


def test_a_date_of_an_extension_is_everybodys_date_and_its_text_is_not(tmp_path: Path) -> None:
    extension = 'x: {bought: 2026-05-29, seen: "2026-05-29T10:00Z", ends: 2026-05, from: "29 May 2026, desk of Ann"}'
    base = read({"architecture/a.yml": f"services: {{pay: {{{extension}}}}}"}).base
    text = page("last day 2026-05-29, at 2026-05-29T10:00Z, in 2026-05; 29 May 2026, desk of Ann")
    leaks = audit(site(tmp_path, index_DOT_html=text), base, "internal").leaks
    assert [(leak.kind, leak.word) for leak in leaks] == [("extension", "29 May 2026, desk of Ann")]


def test_what_only_looks_like_a_name_or_a_number_is_none(tmp_path: Path) -> None:
    text = page(
        'the annqs, annquire, <i class="annq">i</i> <annq>y</annq> user@example.org 2026-06-01T10:00:00+02:00 '
        '<path d="M1-200-300-4000 123-456-7890"/> runbook will run'
    )
    assert found(site(tmp_path, index_DOT_html=text)) == []


def test_a_name_that_is_a_word_counts_as_written_and_a_code_is_no_id(tmp_path: Path) -> None:
    person = made().people["annq"]
    people = {"p1": person._replace(id="p1", about=person.about._replace(title="Ann Order"), handles=None)}
    base = made()._replace(people=people, knowledge={})
    assert audit(site(tmp_path, a_DOT_html=page("in this order, P1 fails")), base, "leadership").leaks == ()
    leaks = audit(site(tmp_path, a_DOT_html=page("ask p1 and Order\nann order")), base, "leadership").leaks
    assert [(leak.line, leak.word) for leak in leaks] == [(3, "Order"), (3, "p1"), (4, "Ann Order")]


def test_a_pseudonym_is_not_for_a_page(tmp_path: Path) -> None:
    text = page("ask someone-2 or Someone_1, or someone-else")
    assert [leak[2:] for leak in found(site(tmp_path, a_DOT_html=text))] == [
        ("pseudonym", "someone-1"),
        ("pseudonym", "someone-2"),
    ]
    assert found(tmp_path, "public") == []


def test_an_id_that_is_a_word_of_ours_is_searched_where_an_id_stands(tmp_path: Path) -> None:
    text = page('it will\n<a href="../people/will/">x</a>\n<code>will</code>\n@will')
    report = audit(site(tmp_path, index_DOT_html=text), made(), "leadership")
    assert report.ordinary == ("will",)
    assert [leak.line for leak in report.leaks] == [4]
    assert [
        leak.line
        for leak in audit(site(tmp_path, index_DOT_html=page("ask <code>will</code>")), made(), "leadership").leaks
    ] == [3]


def test_a_part_of_a_name_that_is_a_word_of_ours_does_not_stop_a_site(tmp_path: Path) -> None:
    person = made().people["annq"]
    people = {"annq": person._replace(about=person.about._replace(title="Maxi Runbooks"))}
    text = page("Runbooks, and Maxi\nMaxi Runbooks")
    report = audit(site(tmp_path, index_DOT_html=text), made()._replace(people=people), "leadership")
    assert report.ordinary == ("Runbooks",)
    assert [(leak.line, leak.word) for leak in report.leaks] == [(3, "Maxi"), (4, "Maxi Runbooks")]


def test_examples_in_our_own_manual_are_not_held_against_its_pages(tmp_path: Path) -> None:
    index = {"docs": [{"location": "manual/rules/#x", "text": "p-1"}, {"location": "components/pay/", "text": "p-1"}]}
    site(tmp_path, manual__rules__index_DOT_html=page("p-1"), components__pay__index_DOT_html=page("p-1"))
    site(tmp_path, search__search_index_DOT_json=json.dumps(index))
    assert [path for path, *_ in found(tmp_path)] == ["components/pay/index.html", "search/search_index.json"]


def test_files_of_the_theme_are_not_searched_unless_they_differ(tmp_path: Path) -> None:
    theme = min((Path(material.__file__).parent / "templates" / "assets" / "javascripts").glob("bundle*.js"))
    data = theme.read_bytes()
    report = audit(site(tmp_path, assets__bundle_DOT_js=data), made(), "public")
    assert (report.known, report.files, report.clean) == (1, 0, True)
    assert audit(site(tmp_path, assets__bundle_DOT_js=data + b"\n// annq"), made(), "public").leaks[0].word == "annq"


def test_what_cannot_be_searched_is_no_clean_site(tmp_path: Path) -> None:
    report = audit(site(tmp_path, x_DOT_gz=b"not packed"), made(), "public")
    assert report.unread == ("x.gz",)
    assert not report.clean


def test_a_word_may_be_allowed(tmp_path: Path) -> None:
    assert found(site(tmp_path, index_DOT_html=page("annq a@b.org")), allow=("annq", "a@b.org")) == []


def test_a_broken_index_is_searched_as_text(tmp_path: Path) -> None:
    assert found(site(tmp_path, search__search_index_DOT_json="{ annq")) == [
        ("search/search_index.json", 1, "name", "annq")
    ]


def test_many_people_are_found_too(tmp_path: Path) -> None:
    person = made().people["annq"]
    many = {f"xq{n}": person._replace(id=f"xq{n}", about=person.about._replace(title=None)) for n in range(3_000)}
    report = audit(site(tmp_path, index_DOT_html=page("xq2999 " * 50)), made()._replace(people=many), "public")
    assert [leak.word for leak in report.leaks] == ["xq2999"]


def test_texts_are_decoded_as_a_browser_would() -> None:
    assert decoded("&lt;a %40 \\u0061&amp;#98;") == "<a @ ab"


def test_parts_of_names_that_are_words_are_told(tmp_path: Path) -> None:
    people = {f"p{n}": {"title": f"Engineer {name}"} for n, name in enumerate(("Ruth", "Emil", "Hugo"))}
    base = read({"ownership/o.yml": json.dumps({"people": people})}).base
    report = audit(site(tmp_path, a_DOT_html=page("The Engineer on call")), base, "public")
    assert report.clean
    assert report.spared == ("Engineer",)
    assert "parts of names that are words as well, not looked for alone: Engineer" in told(report)
    assert audit(tmp_path, base, "internal").spared == ()
