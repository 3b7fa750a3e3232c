"""From commits to authors: counting, who is who, the models against hand-computed values, parts, the truck factor."""

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.analyses.maintaining.authorship import Authorship, Work
from kb.analyses.maintaining.explanation import explain
from kb.analyses.maintaining.identities import Identities
from kb.analyses.maintaining.models import authors, degree, probability
from kb.analyses.maintaining.parts import parts
from kb.analyses.maintaining.sources import is_source
from kb.analyses.maintaining.tally import PUBLISHED, Author, Rules, Tally, Touched, is_bot
from kb.analyses.maintaining.truck_factor import truck_factor
from kb.git.history import Change, Logged
from kb.model.words import Level

ANN, BEN = Author("Ann Lee", "ann@x.org"), Author("Ben Poe", "ben@x.org")
DAY = 86_400


def commit(who, *changes, day=1, message=""):
    found = tuple(Change(*[*change.split(" "), "", ""][:3]) for change in changes)
    return Logged(f"{day:040}", who.name, who.mail, day * DAY, message, found)


def tally(*commits, rules=None):
    made = Tally(rules or Rules())
    made.add(commits)
    return made


def test_adding_and_changing_are_counted_apart():
    found = tally(
        commit(ANN, "A a.py", day=1), commit(ANN, "M a.py", day=3), commit(BEN, "M a.py", day=2), commit(BEN, "D b.py")
    )
    assert found.touched == {"a.py": {ANN: Touched(True, 1, 3 * DAY), BEN: Touched(False, 1, 2 * DAY)}}
    assert (found.commits, found.newest) == (4, 3 * DAY)


def test_programs_and_commits_on_the_whole_tree_do_not_count_and_are_told():
    bot = Author("renovate[bot]", "bot@x")
    found = tally(commit(bot, "A a.py"), commit(ANN, *(f"M f{n}.py" for n in range(100))), commit(ANN, "A a.py"))
    assert found.excluded == {"commits of programs": 1, "commits on 100 or more files": 1}
    assert set(found.touched) == {"a.py"}
    assert len(tally(commit(bot, "A a.py"), rules=PUBLISHED).touched) == 1


def test_co_authors_count_like_the_author():
    message = "x\n\nCo-authored-by: Ben Poe <ben@x.org>\nco-authored-by:  renovate[bot] <x@y>\n"
    assert set(tally(commit(ANN, "A a.py", message=message)).touched["a.py"]) == {ANN, BEN}


@pytest.mark.parametrize(("name", "mail", "program"), [
    ("dependabot[bot]", "x@y", True), ("GitHub", "noreply@github.com", True), ("ci-bot", "x@y", True), ("Jenkins CI", "x@y", True),
    ("Bob Botha", "bob@y", False), ("Abbott", "abbott@y", False), ("Ann", "1+ann@users.noreply.github.com", False),
    ("Travis Lee", "travis@x.org", False), ("Jenkins Ray", "jay@x.org", False), ("Claude Roy", "claude@x.org", False), ("Ann (aider)", "ann@x.org", False),
    ("Travis CI", "x@y", True), ("Travis", "builds@travis-ci.org", True), ("jenkins", "x@y", True), ("x", "noreply@github.com", True),
    ("Claude", "noreply@anthropic.com", True), ("Copilot", "7+Copilot@users.noreply.github.com", True), ("Copilot Autofix powered by AI", "x@y", True),
    ("Cursor", "cursoragent@cursor.com", True), ("aider (gpt-5)", "noreply@aider.chat", True), ("x", "12+copilot@users.noreply.github.com", True),
])  # fmt: skip
def test_programs_are_known_by_name_or_mail(name, mail, program):
    assert is_bot(name, mail) is program


COMMITS = st.lists(
    st.builds(
        commit, st.sampled_from([ANN, BEN, Author("Cy", "cy@x.org")]),
        st.sampled_from(["A a.py", "M a.py", "R b.py a.py", "R a.py b.py", "A b.py", "D a.py", "M c.py"]), day=st.integers(0, 30),
    ),
    max_size=8,
)  # fmt: skip


@given(COMMITS, st.integers(0, 8))
def test_neither_order_nor_continuing_later_changes_the_sums(commits, cut):
    whole = tally(*commits).plain()
    assert tally(*reversed(commits)).plain() == whole
    begun = Tally.of(json.loads(json.dumps(tally(*commits[:cut]).plain())))
    begun.add(commits[cut:])
    assert begun.plain() == whole


def identities(*people, **options):
    return Identities({Author(*person.split("/")): 1 for person in people}, **options)


@pytest.mark.parametrize(("people", "number"), [
    (["Ann Lee/a@x", "ann lee/b@x"], 1), (["Ann/a@x", "Zoe/A@X"], 1), (["Ána Lee/a@x", "Ana Lee/b@x"], 1),
    (["Ann Lee/7+annl@users.noreply.github.com", "annl/z@x"], 1), (["unknown/a@x", "unknown/b@x"], 2), (["Ann Lee/a@x", "A. Lee/b@x"], 2),
    (["Ann/a@x", "Ben/a@x", "Ben/b@x"], 1),
])  # fmt: skip
def test_names_are_one_person_only_where_that_is_certain(people, number):
    assert len(identities(*people).people) == number


def test_the_published_rule_does_not_merge_by_login():
    assert len(identities("Ann Lee/7+annl@users.noreply.github.com", "annl/z@x", logins=False).people) == 2


def test_pairs_that_look_alike_are_left_to_a_human():
    found = identities("Ann Lee/a@x", "A. Lee/b@x", "Zoe/zoe.long@x", "Zo/zoe.long@y", "Cy/cy@x")
    assert [{one.name, other.name} for one, other in found.alike()] == [{"A. Lee", "Ann Lee"}, {"Zo", "Zoe"}]


def test_the_history_of_every_earlier_name_counts():
    found = Authorship(
        tally(commit(ANN, "A a.py", day=1), commit(BEN, "R b.py a.py", day=2), commit(ANN, "R c.py b.py", day=3)),
        {"c.py": False},
    )
    ann, ben = (found.identities.of(who) for who in (ANN, BEN))
    assert found.files["c.py"] == {ann: Work(True, 1, 1, 3 * DAY), ben: Work(False, 1, 1, 2 * DAY)}


def test_names_that_changed_places_end():
    found = Authorship(
        tally(commit(ANN, "A a.py"), commit(ANN, "R b.py a.py"), commit(ANN, "R a.py b.py")), {"a.py": False}
    )
    assert found.files["a.py"][found.identities.of(ANN)].own == 2


def test_the_models_are_those_of_the_papers():
    assert degree(Work(True, 10, 5, 0)) == pytest.approx(3.293 + 1.098 + 1.64 - 0.321 * math.log(6))
    logit = 0.752 + 1.225 + 1.025 * math.log(4) - 0.414 * math.log(3) - 0.237 * math.log(11)
    assert probability(Work(True, 3, 2, 0), 10 * DAY) == pytest.approx(1 / (1 + math.exp(-logit)))
    assert probability(Work(True, 3, 2, 9 * DAY), 0) == probability(
        Work(True, 3, 2, 0), 0
    )  # a clock set wrong is no future


def test_knowledge_fades_and_grows_one_way():
    base = Work(False, 2, 2, 0)
    assert probability(base, 400 * DAY) < probability(base, 40 * DAY) < probability(base._replace(own=3), 40 * DAY)
    assert (
        probability(base._replace(others=9), DAY) < probability(base, DAY) < probability(base._replace(added=True), DAY)
    )


def test_authors_by_the_published_rule():
    assert authors({0: Work(True, 0, 0, 0)}) == [0]
    assert authors({0: Work(True, 9, 1, 0), 1: Work(False, 1, 9, 0)}) == [0]
    assert authors({0: Work(True, 1, 3, 0), 1: Work(False, 3, 1, 0)}) == [0, 1]
    assert authors({}) == []


@pytest.mark.parametrize(("path", "source"), [
    ("lib/a.rb", True), ("src/Main.JAVA", True), ("Rakefile", True), ("README.md", False), ("docs/a.py", False), ("a.png", False),
    ("vendor/a.js", False), ("lib/jquery-1.3.2.min.js", False), ("public/jquery.js", False), ("public/jquery.relatize_date.js", True),
    ("test/fixtures/a.js", False), (".github/a.py", False), ("a/examples/b.py", True), ("examples/b.py", False), ("x/foo_pb2.py", False),
])  # fmt: skip
def test_source_code_is_told_by_its_path(path, source):
    assert is_source(path) is source


def test_a_script_without_extension_counts_if_it_can_be_run():
    assert is_source("bin/tool", executable=True)
    assert not is_source("bin/tool")


def small():
    return Authorship(
        tally(*(commit(ANN, f"A shop/{n}.py") for n in range(3)), commit(BEN, "A shop/x.py", "A lone.py", "A mail/m.py"), commit(BEN, "M shop/0.py")),
        {**{f"shop/{n}.py": False for n in (0, 1, 2, "x")}, "lone.py": False, "mail/m.py": False},
    )  # fmt: skip


def test_files_find_their_component_by_path_then_by_folder():
    found = parts(small(), "repo", {"buy": ["shop/"], "elsewhere": ["other:mail/"]}, {"mail": "post"}.get)
    assert {(part.component, part.files, part.why) for part in found.parts} == {
        ("buy", 4, "its paths name shop/"), ("post", 1, "the folder mail/ has its name"),
    }  # fmt: skip
    assert found.homeless == 1


def test_what_belongs_nowhere_is_told_by_its_folder_if_it_has_one():
    files = {"setup.py": False, "tools/x.py": False, "tools/in/y.py": False, "cart/a.py": False}
    found = parts(
        Authorship(tally(commit(ANN, *(f"A {path}" for path in files))), files), "repo", {"it": ["cart/"]}, {}.get
    )
    assert (found.homeless, found.folders) == (3, ("tools/",))


def test_what_was_known_is_forgotten_by_the_instant_asked_about():
    later = 1_000 * DAY
    (then,) = parts(small(), "repo", {"post": ["mail/"]}, lambda _: None, now=later).parts
    assert then.people[0].share == pytest.approx(probability(Work(True, 0, 0, DAY), later))
    assert then.people[0].share < probability(Work(True, 0, 0, DAY), DAY)


@pytest.mark.parametrize(
    ("path", "number"),
    [("shop/*.py", 4), ("shop/x.py", 1), ("sh*", 4), ("**/m.py", 1), ("/", 6), ("sho", 0), ("repo:mail", 1)],
)
def test_paths_may_be_patterns(path, number):
    found = parts(small(), "repo", {"it": [path]}, lambda _: None)
    assert sum(part.files for part in found.parts) == number


@pytest.mark.parametrize(("changes", "level"), [(1, Level.AWARE), (2, Level.ASSIST), (3, Level.OPERATE)])
def test_a_few_changes_of_a_small_component_say_little(changes, level):
    found = tally(
        *(commit(ANN, "A cart/a.py" if day == 1 else "M cart/a.py", day=day) for day in range(1, changes + 1))
    )
    (part,) = parts(Authorship(found, {"cart/a.py": False}), "repo", {"cart": ["cart/"]}, lambda _: None).parts
    assert part.people[0].share > 0.5
    assert part.people[0].level is level


def test_the_share_counts_files_never_touched_as_nothing():
    (part,) = (
        part
        for part in parts(small(), "repo", {"buy": ["shop/"]}, lambda _: None, now=DAY).parts
        if part.component == "buy"
    )
    ann, ben = sorted(part.people, key=lambda one: one.identity.name)
    new, shared, other = (probability(Work(*work, DAY), DAY) for work in ((True, 0, 0), (True, 0, 1), (False, 1, 0)))
    assert ann.share == pytest.approx((2 * new + shared) / 4)
    assert ben.share == pytest.approx((new + other) / 4)
    assert (ann.files, ann.added, ann.changes, ann.authored, ann.level) == (3, 3, 0, 3, Level.OPERATE)
    assert explain("buy", [("repo", part), ("repo", part._replace(component="x"))]).parts[0].people == (ann, ben)


AUTHORS = [Author(f"P {letter}", f"{letter}@x") for letter in "abcde"]


@given(st.lists(st.sets(st.sampled_from(range(5)), min_size=0, max_size=3), min_size=1, max_size=7))
def test_the_smallest_number_is_that_of_trying_every_group(holders):
    made = Tally(PUBLISHED)
    made.touched = {
        f"f{n}.py": {AUTHORS[who]: Touched(True, 0, DAY) for who in who_all} for n, who_all in enumerate(holders)
    }
    made.newest = DAY
    found = truck_factor(
        "x", "0" * 40, Authorship(made, {f"f{n}.py": False for n in range(len(holders))}, logins=False)
    ).published
    smallest = next(
        size for size in range(6)
        for gone in itertools.combinations(range(5), size)
        if sum(who <= set(gone) for who in holders) * 2 > len(holders)
    )  # fmt: skip
    assert (found.size, found.bound) == (smallest, smallest)
    assert found.greedy >= found.size
