"""Compose files: services, images, declared and told addresses, and every odd thing with its line."""

import pytest

from kb import testing
from kb.errors import KbError
from kb.importers.compose import Compose


def read(tmp_path, text, *, base="ann operates pay", **more):
    files = {"compose.yml": text, **more}
    testing.tree(tmp_path, files)
    return Compose().read(Compose().finds(tmp_path), testing.base(base))


def edges(reading):
    return {
        (item.id, item.value if isinstance(item.value, str) else item.value["to"])
        for item in reading.facts
        if item.key == "needs"
    }


def test_services_become_components_of_the_kind_their_image_tells(tmp_path):
    reading = read(tmp_path, "services:\n  web: {image: me/web:1}\n  db: {image: 'docker.io/library/postgres:16'}\n"
                             "  bus: {image: confluentinc/cp-kafka}\n  odd: {image: tomcat/server}\n")  # fmt: skip
    assert [(item.section, item.id, item.source.line) for item in reading.facts] == [
        ("services", "web", 2), ("datastores", "db", 3), ("queues", "bus", 4), ("services", "odd", 5),
    ]  # fmt: skip
    assert reading.read == {"files": 1, "services": 4}


@pytest.mark.parametrize("declared", [
    "depends_on: [db]", "depends_on: {db: {condition: service_healthy}}", 'links: ["db:database"]', "network_mode: service:db",
    "environment: {DB_URL: 'postgres://user:pw@db:5432/shop?x=1'}", "environment: [PG=db:5432]", "environment: {DB_HOST: db}",
    "environment: {DB: '${NOWHERE:-db:1}'}", "environment: {DB: '${HOST}:${PORT}'}", "environment: {ALL: 'x.org:1,db:2'}",
])  # fmt: skip
def test_every_way_to_name_another_service_is_an_edge(tmp_path, declared):
    reading = read(
        tmp_path, f"services:\n  web: {{{declared}}}\n  db: {{}}\n", **{".env": "HOST=db\nexport PORT='1'\n"}
    )
    assert edges(reading) == {("web", "db")}
    assert reading.notes == ()


@pytest.mark.parametrize("value", ["db", "https://example.org/db", "db.example.org:5432", "${db}", "a db:x b"])
def test_a_word_that_is_no_address_is_no_edge(tmp_path, value):
    reading = read(tmp_path, f"services:\n  web: {{environment: {{MODE: '{value}'}}}}\n  db: {{}}\n")
    assert edges(reading) == set()


def test_an_edge_keeps_the_line_it_was_read_from_and_why(tmp_path):
    reading = read(tmp_path, "services:\n  web:\n    environment:\n      A: 1\n      DB: db:1\n  db: {}\n")
    edge = next(item for item in reading.facts if item.key == "needs")
    assert (edge.source.line, edge.value) == (5, {"to": "db", "why": "its address stands in DB"})


def test_anchors_and_merge_keys_are_followed(tmp_path):
    text = "x-common: &c\n  depends_on: [db]\nservices:\n  web:\n    <<: *c\n  db: {}\n"
    assert edges(read(tmp_path, text)) == {("web", "db")}


def test_a_name_the_base_knows_by_another_word_is_that_component(tmp_path):
    made = "ann operates pay-service"
    reading = read(tmp_path, "services: {PayService: {}, a: {depends_on: [PayService]}}\n", base=made)
    assert {item.id for item in reading.facts} == {"pay-service", "a"}


def test_odd_things_are_told_with_their_line(tmp_path):
    reading = read(tmp_path, "services:\n  web: {depends_on: [gone]}\n  web: {}\n  ☃: {}\n  bad: *nothing\n")
    told = {(note.source.line, note.message.partition(" ")[2][:14]) for note in reading.notes}
    assert told == {(3, "key `web` stan"), (5, "alias *nothing"), (4, "id can be made"), (2, "is no service ")}
    assert reading.skipped == {"services without a usable name": 1}


@pytest.mark.parametrize(
    "text",
    ["services: [", "services:\n\t- x", "[" * 300, "- a\n- b\n", "", "services: 3\n", "services: {web: [1, 2]}\n"],
)
def test_no_file_stops_the_others(tmp_path, text):
    reading = read(tmp_path, text, **{"sub/docker-compose.yaml": "services: {db: {}}\n"})
    assert "db" in {item.id for item in reading.facts}


def test_a_bomb_of_aliases_is_refused(tmp_path):
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    with pytest.raises(KbError, match=r"compose\.yml:13:1: more than 2,000,000 values"):
        read(tmp_path, f"{bomb}services: {{web: {{}}}}\n")


def test_links_are_not_followed(tmp_path):
    (tmp_path / "real.yml").write_text("services: {web: {}}\n")
    (tmp_path / "compose.yml").symlink_to("real.yml")
    assert Compose().finds(tmp_path) == []
    with pytest.raises(KbError, match="links are not followed"):
        Compose().read([tmp_path / "compose.yml"], testing.base("ann operates pay"))


def test_a_build_folder_becomes_its_paths(tmp_path):
    reading = read(
        tmp_path, "services: {}\n", **{"deploy/compose.yml": "services:\n  web: {build: {context: ../web}}\n"}
    )
    assert [item.value for item in reading.facts if item.key == "paths"] == ["web/"]


def test_a_value_that_variables_would_make_too_long_is_not_made_and_the_rest_is_read(tmp_path):
    text = f"services:\n  web: {{image: {'$A' * 4900}, environment: {{DB: '${{DB}}:1', X: '{'$A' * 4900}'}}}}\n  db: {{}}\n"
    reading = read(tmp_path, text, **{".env": f"A={'x' * 1_000_000}\nDB=db\n"})
    assert edges(reading) == {("web", "db")}


def test_variables_that_are_used_without_end_are_refused(tmp_path):
    text = "services:\n  web:\n    environment:\n" + "".join(f"      A{n}: $A\n" for n in range(2000))
    with pytest.raises(KbError, match=r"^compose\.yml: its variables make more than 10,000,000 characters of it; "):
        read(tmp_path, text, **{".env": f"A={'x' * 9000}\n"})


def test_variables_that_multiply_each_other_stay_short(tmp_path):
    many = "".join(f"V{n}={f'$V{n + 1}' * 50}\n" for n in range(5)) + "V5=db\n"
    text = "services:\n  web: {environment: {A: '$V0', DB: '$V5:1'}}\n  db: {}\n"
    assert edges(read(tmp_path, text, **{".env": many})) == {("web", "db")}


def test_variables_of_many_empty_lines_take_no_time(tmp_path):
    reading = read(
        tmp_path,
        "services:\n  web: {environment: {DB: '${HOST}:1'}}\n  db: {}\n",
        **{".env": "\n" * 1_000_000 + " export HOST = 'db' \n"},
    )
    assert edges(reading) == {("web", "db")}


@pytest.mark.parametrize("order", [1, -1])
def test_where_telemetry_goes_is_soft_unless_it_is_needed_otherwise(tmp_path, order):
    said = [
        "OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317'",
        "JAEGER_AGENT_HOST: tracer",
        "TRACER_URL: 'http://tracer:80'",
    ]
    environment = ", ".join(said[::order])
    reading = read(
        tmp_path,
        f"services:\n  web: {{depends_on: [collector], environment: {{{environment}}}}}\n  collector: {{}}\n  tracer: {{}}\n",
    )
    found = {(item.key, item.value["to"], item.value["why"]) for item in reading.facts if item.id == "web" and item.key}
    assert found == {
        ("uses", "collector", "its address stands in OTEL_EXPORTER_OTLP_ENDPOINT"),
        ("needs", "tracer", "its address stands in TRACER_URL"),
    }


def test_a_variable_that_is_handed_on_has_its_value_from_the_file_beside(tmp_path):
    text = "services:\n  web: {environment: [CART_ADDR, NOT_SET]}\n  cart: {}\n"
    assert edges(read(tmp_path, text, **{".env": "CART_ADDR=cart:7070\n"})) == {("web", "cart")}
    (tmp_path / ".env").unlink()
    assert edges(read(tmp_path, text)) == set()


KEPT = "services:\n  web: {restart: always}\n"


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        ("load: {image: 'grafana/k6:1.0'}", "test runners and load generators (load)"),
        ("load: {image: '${I}', environment: [K6_BROWSER_ENABLED=true]}", "test runners and load generators (load)"),
        ("e2e: {image: cypress/included}", "test runners and load generators (e2e)"),
        ("x: {profiles: [test, e2e]}", "services for tests only (x)"),
        ("x: {restart: 'no'}", "jobs that end by themselves (x)"),
        ("x: {deploy: {restart_policy: {condition: none}}}", "jobs that end by themselves (x)"),
        (
            "x: {}\n  y: {depends_on: {x: {condition: service_completed_successfully}}}",
            "jobs that end by themselves (x)",
        ),
    ],
)
def test_what_nobody_operates_is_counted_with_its_reason(tmp_path, service, reason):
    reading = read(tmp_path, f"{KEPT}  {service}\n")
    assert reading.skipped == {reason: 1}
    assert {item.id for item in reading.facts} == {"web"} | ({"y"} if " y:" in service else set())
    assert reading.notes == ()
    assert edges(reading) == set()


@pytest.mark.parametrize("service", [
    "x: {profiles: [test, staging]}", "x: {profiles: [full]}", "x: {restart: 'no', ports: ['80']}", "x: {restart: on-failure}",
    "x: {environment: [LOCUST_WEB_HOST=l, LOCUST_WEB_PORT=8089]}", "x: {environment: [PLAYWRIGHT_DRIVER_URL=ws://b]}",
    "x: {restart: 'no'}\n  y: {depends_on: [x]}", "tests: {}", "load-generator: {}",
    "x: {}\n  y: {depends_on: {x: {condition: service_completed_successfully}}}\n  z: {depends_on: [x]}",
])  # fmt: skip
def test_a_name_or_half_the_evidence_is_none(tmp_path, service):
    reading = read(tmp_path, f"{KEPT}  {service}\n")
    assert reading.skipped == {}
    assert service.partition(":")[0] in {item.id for item in reading.facts}


def test_restart_no_says_nothing_where_nothing_is_kept_up(tmp_path):
    assert read(tmp_path, "services:\n  web: {restart: 'no'}\n  db: {restart: 'no'}\n").skipped == {}


def test_a_file_for_tests_adds_nothing_beside_others_and_is_read_where_it_is_all_there_is(tmp_path):
    tests = "services:\n  runner: {depends_on: [web]}\n  web: {environment: {A: 1}}\n"
    assert {item.id for item in read(tmp_path / "a", KEPT, **{"compose.tests.yml": tests}).facts} == {"web"}
    testing.tree(tmp_path / "b", {"docker-compose.e2e.yml": tests})
    reading = Compose().read(Compose().finds(tmp_path / "b"), testing.base("ann operates pay"))
    assert {item.id for item in reading.facts} == {"runner", "web"}


def test_what_the_knowledge_base_has_is_taken_all_the_same(tmp_path):
    reading = read(tmp_path, f"{KEPT}  load: {{image: grafana/k6}}\n", base="ann operates load")
    assert "load" in {item.id for item in reading.facts}


def compose(folder, files):
    root = testing.tree(folder, files)
    return Compose().read(Compose().finds(root), testing.base("ann operates pay"), [root]).facts


def test_a_file_that_adds_to_another_says_nothing_of_what_a_service_is_and_logs_are_a_soft_edge(tmp_path):
    logging = "services:\n  db: {logging: {driver: fluentd}, depends_on: [logs]}\n  logs: {image: x}\n  web: {logging: {driver: x}, image: y, depends_on: [db]}\n"
    facts = compose(
        tmp_path,
        {"compose.logging.yml": logging, "compose.yml": "services: {db: {image: mongo:3}, logs: {image: x}}\n"},
    )
    assert {fact.section for fact in facts if fact.id == "db"} == {"datastores"}
    edges = {
        (fact.id, fact.key, fact.value if isinstance(fact.value, str) else fact.value["to"])
        for fact in facts
        if fact.key in ("needs", "uses")
    }
    assert edges == {("db", "uses", "logs"), ("web", "needs", "db")}


@pytest.mark.parametrize(("text", "found"), [
    ("services: {web: {build: .}, db: {image: mongo}}\n", {("web", "shop-api")}), ("services: {web: {build: .}, worker: {build: .}}\n", set()),
    ("services: {web: {build: .}, shop-api: {image: x}}\n", set()), ("services: {web: {build: web}}\n", set()), ("services: {web: {build: ..}}\n", set()),
])  # fmt: skip
def test_the_only_service_built_of_the_whole_repository_goes_by_its_name(tmp_path, text, found):
    facts = compose(tmp_path / "shop-api", {"compose.yml": text, ".git/HEAD": ""})
    assert {(fact.id, fact.value) for fact in facts if fact.key == "aliases"} == found


def test_of_several_repositories_paths_name_theirs(tmp_path):
    for name in ("shop", "cart"):
        text = f"services: {{{name}-web: {{build: .}}, {name}-db: {{build: db}}}}\n"
        testing.tree(tmp_path / name, {"compose.yml": text, "db/x": "", ".git/HEAD": ""})
    base = testing.base("ann operates pay")
    for named in ([tmp_path], [tmp_path / "shop", tmp_path / "cart"]):
        found = [place for folder in named for place in Compose().finds(folder)]
        facts = Compose().read(found, base, named).facts
        assert {(fact.id, fact.key, fact.value) for fact in facts if fact.key} == {
            ("shop-web", "aliases", "shop"), ("cart-web", "aliases", "cart"), ("shop-db", "paths", "shop:db/"), ("cart-db", "paths", "cart:db/"),
        }  # fmt: skip


def relations(facts):
    return {
        (fact.id, fact.key, fact.value if isinstance(fact.value, str) else fact.value["to"])
        for fact in facts
        if fact.key in ("needs", "uses")
    }


def test_a_file_for_tests_adds_nothing_to_what_others_start(tmp_path):
    tested = "services:\n  vote: {build: vote, depends_on: [redis, db]}\n  redis: {}\n  db: {}\n"
    usual = "services:\n  vote: {build: vote, depends_on: [redis]}\n  redis: {image: redis}\n  db: {image: postgres}\n"
    both = compose(tmp_path / "both", {"result/docker-compose.test.yml": tested, "docker-compose.yml": usual})
    assert relations(both) == {("vote", "needs", "redis")}
    alone = compose(tmp_path / "alone", {"docker-compose.test.yml": tested})
    assert relations(alone) == {("vote", "needs", "redis"), ("vote", "needs", "db")}


def test_what_several_files_say_of_a_service_is_one_answer(tmp_path):
    usual = "services:\n  proxy: {image: x, environment: {JAEGER_HOST: jaeger}}\n  jaeger: {image: j}\n"
    more = "services:\n  proxy: {depends_on: [jaeger]}\n"
    for first, second in (("compose.yml", "compose.observability.yml"), ("compose.z.yml", "compose.a.yml")):
        facts = compose(tmp_path / first, {first: usual, second: more})
        assert relations(facts) == {("proxy", "uses", "jaeger")}


def test_what_only_receives_telemetry_watches_the_others(tmp_path):
    text = (
        "services:\n  web: {image: x, environment: {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4317', DB_HOST: db}}\n  db: {image: postgres}\n"
        "  otel: {image: o, depends_on: [store], environment: {DB_HOST: db, WEB_ADDR: 'web:80'}}\n  store: {image: s}\n"
    )
    soft = {("web", "uses", "otel"), ("otel", "uses", "db"), ("otel", "uses", "web")}
    assert (
        relations(compose(tmp_path / "a", {"compose.yml": text}))
        == {("web", "needs", "db"), ("otel", "needs", "store")} | soft
    )
    asked = text + "  page: {image: p, environment: {API_URL: 'http://otel:80'}}\n"
    assert ("otel", "needs", "db") in relations(compose(tmp_path / "b", {"compose.yml": asked}))


@pytest.mark.parametrize(("variable", "relation"), [
    ("SENTRY_DSN", "uses"), ("APP_SENTRY_DSN", "uses"), ("SENTRY_URL", "uses"), ("TRACELOOP_BASE_URL", "uses"),
    ("SENTRY_KAFKA_BROKERS", "needs"), ("SENTRY_SNUBA_HOST", "needs"), ("SENTRY_BASE_URL", "needs"),
])  # fmt: skip
def test_of_sentry_only_what_its_clients_are_told_is_telemetry(tmp_path, variable, relation):
    text = f"services:\n  web: {{image: x, environment: {{{variable}: 'other:80'}}}}\n  other: {{image: y}}\n"
    assert relations(compose(tmp_path, {"compose.yml": text})) == {("web", relation, "other")}


@pytest.mark.parametrize(("dockerfile", "path"), [
    ("./src/ad/Dockerfile", "src/ad/"), ("${AD}", "src/ad/"), ("src/cart/src/Dockerfile", "src/cart/"), ("docker/ad/Dockerfile", None),
    ("Dockerfile.dev", None), ("../x/Dockerfile", None), ("/x/Dockerfile", None), ("${NOWHERE}", None),
])  # fmt: skip
def test_where_all_is_sent_to_the_build_the_folder_of_the_dockerfile_is_the_path(tmp_path, dockerfile, path):
    text = f"services:\n  ad: {{build: {{context: ./, dockerfile: '{dockerfile}'}}}}\n  web: {{build: web}}\n"
    facts = compose(tmp_path, {"compose.yml": text, ".env": "AD=./src/ad/Dockerfile\n"})
    assert [fact.value for fact in facts if (fact.id, fact.key) == ("ad", "paths")] == ([path] if path else [])


def test_a_job_of_a_profile_that_is_not_started_again_ends_by_itself(tmp_path):
    seed = "build: seed, restart: 'no', depends_on: [web]"
    for more, found in (("", True), (", profiles: [seed]", False), (", profiles: [seed], ports: ['80']", True)):
        facts = compose(
            tmp_path / str(len(more)), {"compose.yml": f"services:\n  web: {{image: x}}\n  seed: {{{seed}{more}}}\n"}
        )
        assert any(fact.id == "seed" for fact in facts) is found
