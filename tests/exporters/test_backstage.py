"""Backstage's catalogue, read by PyYAML: every entity, and every edge as dependsOn or in an annotation.

That `kb import backstage` brings it all back is tested beside the importer.
"""

from collections import Counter

import yaml

from tests.exporters.conftest import exported


def entities(subject):
    return [entity for text in exported("backstage", subject).values() for entity in yaml.safe_load_all(text) if entity]


def test_every_edge_that_is_written_and_none_besides(example):
    found = entities(example.subject)
    things = {item["metadata"]["name"]: item for item in found if item["kind"] in ("Component", "Resource")}
    assert set(things) == example.names
    edges = Counter()
    for name, item in things.items():
        for end in item["spec"].get("dependsOn", ()):
            kind, _, place = end.partition(":")
            goal = place.removeprefix("default/")
            assert things[goal]["kind"].lower() == kind
            edges[name, goal, "needs"] += 1
        for relation in ("uses", "built_on", "runs_on"):
            for goal in item["metadata"].get("annotations", {}).get(f"holdfast/{relation}", "").split():
                edges[name, goal, relation] += 1
    assert edges == example.edges


def test_every_entity_is_one_backstage_takes(example):
    for entity in entities(example.subject):
        assert (entity["apiVersion"], bool(entity["metadata"]["name"])) == ("backstage.io/v1alpha1", True)
        if entity["kind"] == "Component":
            assert {"type", "lifecycle", "owner"} <= entity["spec"].keys()
