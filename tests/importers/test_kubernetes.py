"""Manifests: workloads, what their variables point to, Services in between, and what is no YAML."""

import textwrap

import pytest

from kb import importers, testing
from kb.cli import explain
from kb.importers.kubernetes import Kubernetes


def read(tmp_path, files, base="ann operates pay"):
    root = testing.tree(tmp_path, files)
    return Kubernetes().read(Kubernetes().finds(root), testing.base(base))


def workload(name, kind="Deployment", image="me/x", env="", labels=None):
    return textwrap.dedent(f"""\
        apiVersion: apps/v1
        kind: {kind}
        metadata: {{name: {name}}}
        spec: {{template: {{metadata: {{labels: {{app: {labels or name}}}}}, spec: {{containers: [{{image: {image}, {env}}}]}}}}}}
        """)


def service(name, app=None, namespace=""):
    space = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}{space}}}\nspec: {{selector: {{app: {app or name}}}}}\n"


def edges(reading):
    return {(item.id, item.value["to"]) for item in reading.facts if item.key == "needs"}


def test_the_example_of_the_manual_is_read_as_it_says(tmp_path):
    page = explain.page("importer", importers, "kubernetes")
    reading = read(tmp_path, page.files("Reads"))
    assert [(item.section, item.id, item.key) for item in reading.facts] == [
        ("services", "shop", ""), ("systems", "store", ""), ("services", "shop", "system"), ("services", "cart-v2", ""),
        ("services", "shop", "needs"),
    ]  # fmt: skip
    assert edges(reading) == {("shop", "cart-v2")}
    assert reading.read == {"files": 1, "documents": 3, "workloads": 2, "services": 1}


@pytest.mark.parametrize(("kind", "image", "section"), [
    ("Deployment", "me/web:1", "services"), ("StatefulSet", "postgres:16", "datastores"), ("StatefulSet", "x.io/bitnami/kafka@sha256:1", "queues"),
    ("CronJob", "postgres", "services"), ("Job", "me/x", "jobs"),
])  # fmt: skip
def test_kind_and_image_decide_the_section(tmp_path, kind, image, section):
    reading = read(tmp_path, {"a.yaml": workload("it", kind, image)})
    assert reading.facts[0].section == ("jobs" if kind == "CronJob" else section)


@pytest.mark.parametrize("env", [
    "env: [{name: X, value: 'db:5432'}]", "env: [{name: DB_HOST, value: db}]", "env: [{name: X, value: 'http://db.shop.svc.cluster.local/x'}]",
    "args: ['--store-addr=db:1']", "envFrom: [{configMapRef: {name: conf}}]",
])  # fmt: skip
def test_every_way_to_be_told_an_address_is_an_edge(tmp_path, env):
    config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {STORE: 'db:1'}\n"
    text = "---\n".join([workload("web", env=env), workload("db"), service("db", namespace="shop"), config])
    assert edges(read(tmp_path, {"deploy/all.yml": text})) == {("web", "db")}


def test_a_service_that_selects_nothing_stands_for_the_workload_of_its_name_only(tmp_path):
    bare = "apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {externalName: x}\n"
    calls = "env: [{name: A, value: 'http://db'}, {name: B, value: 'http://elsewhere'}]"
    text = "---\n".join([workload("one"), workload("web", env=calls), workload("db"), bare % "db", bare % "elsewhere"])
    assert edges(read(tmp_path, {"all.yml": text})) == {("web", "db")}


def test_a_service_is_called_in_its_own_namespace_and_in_that_of_what_it_selects(tmp_path):
    calls = "env: [{name: X, value: 'http://%s'}]"
    there = workload("db").replace("{name: db}", "{name: db, namespace: back}")
    for host in ("store.back", "store.shop.svc"):
        text = "---\n".join([workload("web", env=calls % host), there, service("store", "db", "shop")])
        assert edges(read(tmp_path, {"all.yml": text})) == {("web", "db")}, host


def test_lists_and_templates_that_are_no_yaml(tmp_path):
    listed = "apiVersion: v1\nkind: List\nitems:\n" + textwrap.indent(workload("a"), "  ").replace(
        "  apiVersion", "- apiVersion", 1
    )
    reading = read(
        tmp_path,
        {
            "l.yml": listed,
            "helm.yaml": "apiVersion: v1\nkind: X\n{{- if .Values.x }}\nname: {{ .Values.y }}\n",
            "no.yml": "a: 1\n",
        },
    )
    assert [item.id for item in reading.facts] == ["a"]
    assert reading.read["files"] == 2
    assert reading.notes[0].source.path == "helm.yaml"


def test_what_is_no_workload_is_counted(tmp_path):
    reading = read(
        tmp_path, {"a.yml": "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n---\napiVersion: v1\nkind: Pod\n"}
    )
    assert reading.facts == ()
    assert reading.skipped == {"documents of other kinds": 1}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "uses"), ("SENTRY_DSN", "uses"), ("STATSD_HOST", "uses"), ("app_exporter_url", "uses"),
        ("CART_ADDR", "needs"), ("EXPORTS_URL", "needs"), ("ADD_URL", "needs"),
    ],
)  # fmt: skip
def test_where_telemetry_goes_is_soft(tmp_path, name, key):
    env = f"env: [{{name: {name}, value: 'http://cart:80'}}]"
    reading = read(tmp_path, {"a.yml": "---\n".join([workload("shop", env=env), workload("cart"), service("cart")])})
    assert [(item.key, item.value["to"]) for item in reading.facts if isinstance(item.value, dict)] == [(key, "cart")]


def test_a_chart_is_one_sentence_and_gives_nothing(tmp_path):
    files = {f"shop/templates/{name}.yaml": workload("{{ .Values.name }}") + "x: {{ .y }}\n" for name in "abc"}
    reading = read(tmp_path, {**files, "web.yml": workload("web")})
    assert [item.id for item in reading.facts] == ["web"]
    assert reading.skipped == {"templates": 3}
    assert [note.source.path for note in reading.notes] == ["shop/templates/a.yaml"]


def test_words_in_braces_that_are_valid_yaml_make_no_template(tmp_path):
    odd = 'apiVersion: v1\nkind: X\nmetadata: {name: x}\nspec: "{{ name }}"\n'
    assert read(tmp_path, {"a.yml": odd}).skipped == {"documents of other kinds": 1}


def test_manifests_to_test_with_or_to_read_are_run_by_nobody(tmp_path):
    files = {
        "deploy/web.yml": workload("web"),
        "pkg/testdata/pod.yml": workload("pod"),
        "examples/a/b.yml": workload("b"),
    }
    reading = read(tmp_path, files)
    assert [item.id for item in reading.facts] == ["web"]
    assert reading.skipped == {"files in folders for tests, examples or texts (name such a folder to read it)": 2}
    assert Kubernetes().finds(testing.tree(tmp_path / "only", {"tests/a.yml": workload("a")})) == []
    named = Kubernetes().read(Kubernetes().finds(tmp_path / "examples"), testing.base("ann operates pay"))
    assert [item.id for item in named.facts] == ["b"]


RELEASE = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: {name}\nspec:\n  dependsOn: [{after}]\n"


def test_a_release_of_flux_is_a_service_and_what_it_waits_for_an_edge(tmp_path):
    texts = [RELEASE.format(name="web", after="{name: db}, {name: elsewhere}"), RELEASE.format(name="db", after="")]
    reading = read(tmp_path, {"a.yml": "---\n".join(texts), "patch.yml": RELEASE.format(name="web", after="")})
    assert [(item.id, item.key) for item in reading.facts] == [("web", ""), ("web", "needs"), ("db", "")]
    assert reading.facts[1].value == {"to": "db", "why": "Flux installs it first (dependsOn)"}
    assert reading.facts[1].source.line == 6
    assert reading.read["releases"] == 3


def test_entities_of_a_catalogue_are_no_manifests(tmp_path):
    entity = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: x}\n"
    files = {
        "catalog-info.yaml": entity, "quoted.yaml": entity.replace("backstage.io/v1alpha1", '"backstage.io/v1beta1"'),
        "both.yaml": f"{entity}---\napiVersion: v1\nkind: Service\nmetadata: {{name: y}}\n", "flow.yml": "{apiVersion: v1, kind: Pod}\n",
        "template.yaml": "apiVersion: {{ .Version }}\nkind: Deployment\n", "empty.yaml": "apiVersion:\nkind: Pod\n",
    }  # fmt: skip
    root = testing.tree(tmp_path, files)
    assert [place.name for place in Kubernetes().finds(root)] == [
        "both.yaml",
        "empty.yaml",
        "flow.yml",
        "template.yaml",
    ]


def test_what_only_receives_telemetry_watches_the_others(tmp_path):
    def workload(name, **env):
        said = ", ".join(f"{{name: {key}, value: '{value}'}}" for key, value in env.items())
        pod = f"{{metadata: {{labels: {{app: {name}}}}}, spec: {{containers: [{{image: x/{name}, env: [{said}]}}]}}}}"
        service = (
            f"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec: {{selector: {{app: {name}}}}}\n---\n"
        )
        return f"{service}apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec: {{template: {pod}}}\n---\n"

    text = workload("web", OTEL_EXPORTER_OTLP_ENDPOINT="http://otel:4317") + workload("otel", WEB_ADDR="web:80")
    testing.tree(tmp_path, {"a.yml": text})
    facts = Kubernetes().read(Kubernetes().finds(tmp_path), testing.base("ann operates pay")).facts
    found = {(fact.id, fact.key, fact.value["to"]) for fact in facts if fact.key in ("needs", "uses")}
    assert found == {("web", "uses", "otel"), ("otel", "uses", "web")}
