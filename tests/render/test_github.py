import re

from hypothesis import given
from hypothesis import strategies as st

from kb.render._clean import clean, one_line
from kb.render.github import Github

COMMAND = re.compile("::(error|warning|notice) ([^:]*)::(.*)")


def decode(text):
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def read(line):
    kind, listed, message = COMMAND.fullmatch(line).groups()
    properties = dict(pair.split("=", 1) for pair in listed.split(","))
    return kind, {name: decode(value) for name, value in properties.items()}, decode(message)


def test_the_most_serious_come_first_and_the_suppressed_not_at_all(report, specimen):
    lines = Github().render(report, specimen).splitlines()
    assert [read(line)[0] for line in lines] == ["error", "warning", "notice"]
    assert lines[0] == (
        "::error file=ownership/people/ann.yaml,line=4,col=5,endColumn=13,title=unknown-key"
        "::There is no key 'operatse'.%0AWrite 'operates'."
    )


def test_the_prefix_leads_from_the_root_of_the_repository(report, specimen):
    first = Github(prefix="docs/kb/").render(report, specimen).splitlines()[0]
    assert read(first)[1]["file"] == "docs/kb/ownership/people/ann.yaml"


def test_nothing_found_is_nothing_said(report, specimen):
    assert Github().render(type("R", (), {"findings": ()})(), specimen) == ""


def test_beyond_ten_it_says_how_many_more(report, specimen):
    first = report.findings[0]
    many = type("R", (), {"findings": tuple(first._replace(subject=f"s-{number}") for number in range(1_012))})()
    lines = Github().render(many, specimen).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "::notice title=Readiness of campaign-launch::1,002 more; the summary of this step lists them"


def test_what_the_baseline_holds_is_not_shown(report, specimen):
    held = type("R", (), {"findings": tuple(item._replace(baselined=True) for item in report.findings)})()
    assert Github().render(held, specimen) == ""


@given(st.data())
def test_no_text_leaves_its_command(naughty, infected, data):
    text = data.draw(st.text() | st.lists(st.sampled_from(naughty)).map("".join))
    lines = Github().render(infected(text), None).split("\n")
    assert (len(lines), lines[2]) == (3, "")
    kind, properties, message = read(lines[0])
    assert (kind, properties["line"], properties["col"]) == ("error", "1", "1")
    assert properties["file"] == properties["title"] == one_line(text)
    assert message == (clean(f"{text}\n{text}") if text else "")
