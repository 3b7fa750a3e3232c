"""A Backstage catalogue: every kind, dangling and invalid entities, and what was exported comes back as it was."""

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kb import importers, testing
from kb.cli import explain
from kb.errors import KbError
from kb.exporters import Subject
from kb.exporters.backstage import Backstage as Export
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers.backstage import Backstage


def read(tmp_path, text, base="ann operates pay"):
    root = testing.tree(tmp_path, {"catalog-info.yaml": text})
    known = testing.base(base) if isinstance(base, str) else testing.read(base).base
    return Backstage().read(Backstage().finds(root), known)


def entity(kind, name, spec="{}", more=""):
    return f"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: {name}{more}}}\nspec: {spec}\n---\n"


def told(reading):
    return {(item.section, item.id, item.key, str(item.value)) for item in reading.facts}


def test_the_example_of_the_manual_is_read_as_it_says(tmp_path):
    root = testing.tree(tmp_path, explain.page("importer", importers, "backstage").files("Reads"))
    reading = Backstage().read(Backstage().finds(root), testing.base("ann operates pay"))
    assert told(reading) == {
        ("services", "shop", "", "True"), ("services", "shop", "title", "Shop"), ("services", "shop", "owner", "shop-team"),
        ("services", "shop", "lifecycle", "production"), ("services", "shop", "needs", "orders"), ("datastores", "orders", "", "True"),
        ("datastores", "orders", "owner", "shop-team"), ("teams", "shop-team", "", "True"),
    }  # fmt: skip
    assert [note.message for note in reading.notes] == [
        "`system` refers to the system `store`, which is not in the catalogue"
    ]


def test_who_consumes_an_api_stands_on_who_provides_it(tmp_path):
    text = entity("API", "pay-api") + entity("Component", "web", "{consumesApis: [pay-api]}")
    reading = read(tmp_path, text + entity("Component", "pay", "{providesApis: ['api:default/pay-api']}"))
    assert ("services", "web", "needs", "{'to': 'pay', 'why': 'consumes its API pay-api'}") in told(reading)


def test_groups_and_users_become_teams_and_people(tmp_path):
    text = entity("Group", "org") + entity("Group", "t", "{parent: org, profile: {displayName: The Team}}")
    reading = read(tmp_path, text + entity("User", "zoe", "{memberOf: [t, org], profile: {email: zoe@example.org}}"))
    assert {
        ("teams", "t", "parent", "org"),
        ("teams", "t", "title", "The Team"),
        ("people", "zoe", "team", "t"),
    } < told(reading)


@pytest.mark.parametrize(("text", "message", "line"), [
    (entity("Component", "a", "{dependsOn: ['component:gone']}"), "the component `gone` is described nowhere: it was added by its name alone", 4),
    (entity("Component", "a", "{owner: nobody}"), "the team `nobody` is described nowhere: it was added by its name alone", 4),
    (entity("Component", "a", "{system: gone}"), "`system` refers to the system `gone`, which is not in the catalogue", 4),
    (entity("Component", "''"), "this component has no usable name", 3),
    (entity("Gadget", "a"), "`gadget` is no kind of entity that is read", 3),
    (entity("Component", "a") + entity("Component", "A"), "the component `A` stands in catalog-info.yaml:3 already", 8),
])  # fmt: skip
def test_dangling_and_invalid_entities_are_named_with_their_line(tmp_path, text, message, line):
    notes = read(tmp_path, text + entity("Component", "fine")).notes
    assert [(note.message, note.source.line) for note in notes] == [(message, line)]


STORE = entity("System", "store", "{owner: shop}") + entity("Group", "shop")


def owner(tmp_path, text, base="ann operates pay", of="db"):
    reading = read(tmp_path, STORE + entity("Component", of, f"{{system: store, owner: {text}}}"), base)
    added = {item.id for item in reading.facts if item.section == "teams"} - {"shop"}
    return next((item.value for item in reading.facts if (item.id, item.key) == (of, "owner")), None), added, reading


@pytest.mark.parametrize(("text", "base", "found", "added"), [
    ("platform", "ann operates pay", "platform", {"platform"}),
    ("'group:acme/platform'", "ann operates pay", "platform", {"platform"}),
    ("Platform", {"ownership/o.yml": "teams: {infra: {aliases: ['@acme/platform', platform]}}\n"}, "infra", set()),
    ("platform", {"architecture/a.yml": "services: {platform: {}}\n"}, "platform-team", {"platform-team"}),
    ("store", "ann operates pay", "store-team", {"store-team"}),
    ("db", "ann operates pay", "db-team", {"db-team"}),
    ("unknown", "ann operates pay", None, set()),
    ("'user:zoe'", "ann operates pay", "zoe-team", {"zoe-team"}),
    ("'user:zoe'", "zoe in core; zoe operates pay", "core", set()),
])  # fmt: skip
def test_an_owner_that_is_named_is_never_left_to_that_of_the_system(tmp_path, text, base, found, added):
    assert owner(tmp_path, text, base)[:2] == (found, added)


def test_an_owner_in_person_stands_for_the_team_they_are_in(tmp_path):
    zoe = entity("User", "zoe", "{memberOf: [gone, shop]}")
    reading = read(tmp_path, zoe + STORE + entity("Component", "db", "{system: store, owner: 'user:zoe'}"))
    assert ("services", "db", "owner", "shop") in told(reading)


def test_a_later_import_finds_the_owner_that_the_files_only_inherit(tmp_path):
    base = testing.tree(tmp_path / "kb", {"architecture/a.yml": "systems: {store: {owner: shop}}\nservices: {db: {system: store}}\n",
                                          "ownership/o.yml": "teams: {shop: {}, platform: {}}\n"})  # fmt: skip
    loaded = load(base).base
    _, added, reading = owner(
        tmp_path, "platform", {path.relative_to(base).as_posix(): path.read_text() for path in base.rglob("*.yml")}
    )
    assert not added
    proposal = merge(base, loaded, reading.facts, "backstage", "org", {})
    assert [(fact.id, fact.key, fact.value) for fact in proposal.added if fact.key] == [("db", "owner", "platform")]


def test_what_is_depended_on_and_described_nowhere_is_a_component_of_which_nothing_is_known(tmp_path):
    text = entity("Component", "web", "{dependsOn: ['component:payments', 'resource:orders', 'component:cache']}")
    reading = read(tmp_path, text + entity("Resource", "cache"), "bill needs pay")
    assert {("services", "web", "needs", name) for name in ("payments", "orders", "cache")} < told(reading)
    assert {("services", "payments", "", "True"), ("services", "orders", "", "True")} < told(reading)


def test_kinds_without_a_counterpart_are_counted(tmp_path):
    text = entity("Domain", "d") + entity("Location", "l") + entity("Template", "t") + entity("Component", "a")
    assert read(tmp_path, text).skipped == {
        "entities of kind domain": 1,
        "entities of kind location": 1,
        "entities of kind template": 1,
    }


def test_a_folder_without_entities_is_said(tmp_path):
    with pytest.raises(KbError, match="no entity"):
        read(tmp_path, "a: 1\n")


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="<>&"), min_size=1, max_size=9
)
EDGES = st.one_of(st.none(), st.lists(st.sampled_from(["web", "pay", "db", "bus"]), unique=True, max_size=3))


@st.composite
def bases(draw):
    def maybe(key, strategy):
        value = draw(st.one_of(st.none(), strategy))
        return {} if value is None else {key: value}

    def component(name):
        own = {
            **maybe("owner", st.sampled_from(["t1", "t2"])),
            **maybe("system", st.just("store")),
            **maybe("title", TEXTS),
        }
        own |= {
            **maybe("tier", st.integers(0, 3)),
            **maybe("aliases", st.lists(TEXTS, min_size=1, max_size=2, unique=True)),
        }
        ends = draw(EDGES)
        kinds = draw(st.lists(st.sampled_from(["needs", "uses", "built_on", "runs_on"]), min_size=4, max_size=4))
        for to, kind in zip([end for end in ends or () if end != name], kinds, strict=False):
            own.setdefault(kind, []).append(to)
        return own

    services = {
        "web": {**component("web"), **maybe("lifecycle", st.sampled_from(["production", "deprecated"]))},
        "pay": component("pay"),
    }
    made = {
        "architecture/a.yml": {
            "systems": {"store": {**maybe("owner", st.just("t1")), **maybe("tier", st.integers(0, 3)), **maybe("description", TEXTS)}},
            "services": services, "datastores": {"db": component("db")}, "queues": {"bus": component("bus")}, "jobs": {"job-1": component("job-1")},
        },
        "ownership/o.yml": {"teams": {"t1": {}, "t2": maybe("parent", st.just("t1"))},
                            "people": {"ann": maybe("team", st.just("t1")), "bob": {"handles": {"mail": "bob@example.org"}}}},
    }  # fmt: skip
    return {path: json.dumps(data, ensure_ascii=False) for path, data in made.items()}


def essence(base):
    """What a catalogue can hold of a base."""

    def edges(item):
        return {key: {edge.to for edge in getattr(item, key) or ()} for key in ("needs", "uses", "built_on", "runs_on")}

    components = {
        name: (
            item.kind,
            item.owner,
            item.tier,
            item.system,
            item.lifecycle,
            item.about.title,
            set(item.about.aliases),
            edges(item),
        )
        for name, item in base.components.items()
    }
    systems = {name: (item.owner, item.tier, item.about.description) for name, item in base.systems.items()}
    people = {name: (item.team, (item.handles or {}).get("mail")) for name, item in base.people.items()}
    return components, systems, {name: item.parent for name, item in base.teams.items()}, people


@given(bases())
@settings(max_examples=40)
def test_what_was_exported_comes_back_as_it_was(tmp_path_factory, files):
    loaded = testing.read(files)
    assume(not loaded.findings)  # few texts may not stand in a file
    folder = tmp_path_factory.mktemp("catalogue")
    for name, text in Export().export(Subject(loaded.base, testing.at(), "At")).items():
        (folder / name).write_text(text, "utf-8")
    empty = testing.tree(tmp_path_factory.mktemp("base"), {"kb.toml": ""})
    reading = Backstage().read(sorted(folder.iterdir()), load(empty).base)
    assert reading.notes == ()
    proposal = merge(empty, load(empty).base, reading.facts, "backstage", "a catalogue")
    assert (proposal.kept, proposal.dropped) == ((), ())
    write_together(empty, proposal.changes)
    assert essence(load(empty).base) == essence(loaded.base)


def test_slips_of_real_catalogues_are_read_and_told(tmp_path):
    text = (
        entity("Component", "www", "{owner: 'user:guest', consumesApis: ['component:lookup', gone-api]}")
        + entity("Component", "lookup")
        + entity("Component", "not valid", "{owner: 'group:dev/t'}")
        + entity("User", "guest")
        + entity("User", "guest", more=", namespace: development")
        + entity("Group", "t", more=", namespace: dev")
    )
    reading = read(tmp_path, text)
    assert ("services", "www", "needs", "{'to': 'lookup', 'why': 'consumes its API of lookup'}") in told(reading)
    assert {item.id for item in reading.facts if item.section == "people"} == {"guest", "development-guest"}
    assert ("services", "not-valid", "owner", "dev-t") in told(reading)
    assert [note.message for note in reading.notes] == [
        "`not valid` is no valid name of an entity; it was read all the same",
        "the owner is one person, `guest`; teams own here, and `guest-team` was taken",
        "`consumesApis` refers to the API `gone-api`, which no component of the catalogue provides",
    ]


def test_what_a_catalogue_says_of_logins_and_teams_of_a_forge_is_how_they_are_known(tmp_path):
    ann = ", annotations: {github.com/user-login: AnnL, gitlab.com/user-login: ann.l}"
    core = ", annotations: {github.com/team-slug: org/core-team}"
    text = entity("User", "ann", "{memberOf: [core]}", ann) + entity("Group", "core", "{type: team}", core)
    reading = read(tmp_path, text)
    assert {
        ("people", "ann", "handles", str({"github": "AnnL"})),
        ("people", "ann", "handles", str({"gitlab": "ann.l"})),
    } <= told(reading)
    assert ("teams", "core", "aliases", "@org/core-team") in told(reading)
    there = {
        "ownership/o.yml": "people: {p-1: {handles: {github: annl}}}\n",
        "architecture/a.yml": "services: {pay: {}}\n",
    }
    assert {fact.id for fact in read(tmp_path, text, there).facts if fact.section == "people"} == {"p-1"}


def test_the_folder_of_the_only_component_of_a_file_is_its_path_unless_its_source_is_elsewhere(tmp_path):
    at = ", annotations: {backstage.io/source-location: 'url:https://forge.example/org/repo/tree/main/%s'}"
    files = {
        "catalog-info.yaml": entity("Component", "whole"), "plugins/a/catalog-info.yaml": entity("Component", "a"), "plugins/a/a.py": "",
        "plugins/b/catalog-info.yaml": entity("Component", "b", more=at % "plugins/b/"), "plugins/b/b.py": "",
        "plugins/c/catalog-info.yaml": entity("Component", "c", more=at % "elsewhere"), "plugins/c/c.py": "",
        "catalog/d/catalog-info.yaml": entity("Component", "d"), "catalog/d/README.md": "",
        "two/catalog-info.yaml": entity("Component", "e") + entity("Component", "f"), "two/x.py": "",
        "data/catalog-info.yaml": entity("Resource", "g"), "data/x.py": "",
        "own/catalog-info.yaml": entity("Component", "h", more=", annotations: {holdfast/paths: h/}"), "own/x.py": "",
    }  # fmt: skip
    for name in ("one", "other"):
        testing.tree(tmp_path / name, files | {".git/HEAD": ""})

    def paths(*names):
        found = [place for name in names for place in Backstage().finds(tmp_path / name)]
        reading = Backstage().read(found, testing.base("ann operates pay"))
        return {(fact.id, fact.value) for fact in reading.facts if fact.key == "paths"}

    assert paths("one") == {("a", "plugins/a/"), ("b", "plugins/b/"), ("h", "h/")}
    assert paths("one", "other") == {("a", "one:plugins/a/"), ("b", "one:plugins/b/"), ("h", "h/")}


@pytest.mark.parametrize(("files", "found"), [
    ({"catalog-info.yaml": entity("Component", "api-service")}, {("api-service", "shop-api")}),
    ({"catalog-info.yaml": entity("Component", "api-service") + entity("Component", "worker")}, set()),
    ({"catalog-info.yaml": entity("Component", "x") + entity("Group", "crew")}, {("x", "shop-api")}),
    ({"catalog-info.yaml": entity("Component", "x"), "y/catalog-info.yaml": entity("Component", "shop-api")}, set()),
    ({"catalog-info.yaml": entity("Component", "shop-api")}, set()), ({"x/catalog-info.yaml": entity("Component", "x")}, set()),
])  # fmt: skip
def test_the_only_component_at_the_top_goes_by_the_name_of_the_repository(tmp_path, files, found):
    root = testing.tree(tmp_path / "shop-api", {**files, ".git/HEAD": ""})
    base = testing.base("ann operates pay")
    facts = Backstage().read(Backstage().finds(root), base, [root]).facts
    assert {(fact.id, fact.value) for fact in facts if fact.key == "aliases"} == found
