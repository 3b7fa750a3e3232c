"""Names are found however their parts are joined, each place once by the longest."""

from kb.analyses.audience.names import Finder


def test_a_part_of_a_name_that_was_found_is_not_found_again():
    found = Finder(["Ann-Marie Quuxley", "Quuxley"]).found
    assert list(found("ask ann marie quuxley")) == [(4, 21, "Ann-Marie Quuxley")]
    assert list(found("ann_marie_quuxley, Quuxley")) == [(0, 17, "Ann-Marie Quuxley"), (19, 26, "Quuxley")]


def test_where_the_longer_does_not_end_the_shorter_is_found_and_the_next_after_it():
    found = Finder(["Quuxley Marsh", "Quuxley", "Cleo Stone"]).found
    assert [place[2] for place in found("Quuxley Cleo Stone")] == ["Quuxley", "Cleo Stone"]
