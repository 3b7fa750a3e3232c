from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.finding import Severity
from kb.render._clean import clean, one_line
from kb.render.junit import Junit


def read(report, document, **options):
    return ET.fromstring(Junit(**options).render(report, document)).find("testsuite")


def outcomes(suite):
    return [case[0].tag if len(case) else "passed" for case in suite.iter("testcase")]


def test_errors_fail_suppressed_are_skipped_the_rest_passes(report, specimen):
    suite = read(report, specimen)
    assert outcomes(suite) == ["failure", "system-out", "system-out", "skipped"]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "1", "1")
    assert suite.find("properties/property").get("value") == specimen.at
    assert suite.find("testcase/failure").text.endswith("\nownership/people/ann.yaml:4")


@pytest.mark.parametrize(("level", "failures"), [(Severity.ERROR, "1"), (Severity.WARNING, "2"), (Severity.INFO, "3")])
def test_what_fails_is_asked_for(report, specimen, level, failures):
    assert read(report, specimen, fail_on=level).get("failures") == failures


def test_nothing_found_is_one_case_that_passes(report, specimen):
    suite = read(replace(report, findings=()), specimen)
    assert outcomes(suite) == ["passed"]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")


@settings(deadline=None)
@given(st.data())
def test_any_text_comes_back_from_the_parser(naughty, infected, poisoned, data):
    text = data.draw(st.text(st.characters()) | st.sampled_from(naughty))
    suite = read(infected(text), poisoned(text))
    assert outcomes(suite) == ["failure", "skipped", "failure"]
    assert suite.get("name") == one_line(text)
    assert suite.find("testcase/failure").get("message") == clean(text)
    assert suite.find("testcase/failure").text.startswith(clean(text))
