"""What an image is built on: the last stage, through the names of stages, and over no link."""

import pytest

from kb import testing
from kb.importers._dockerfile import built_on
from kb.importers.compose import Compose


@pytest.mark.parametrize(("text", "found"), [
    ("FROM mongo:5\nCOPY x /\n", "mongo:5"), ("# x\n  from --platform=linux/amd64 mysql:8 as base\n", "mysql:8"),
    ("FROM golang AS build\nRUN x\nFROM redis\nCOPY --from=build a b\n", "redis"), ("FROM postgres:16 AS base\nRUN x\nFROM Base\n", "postgres:16"),
    ("FROM ${X}\n", "${X}"), ("RUN FROM x\n", ""), ("", ""), ("FROM\n", ""), ("FROM a b c\n", ""),
])  # fmt: skip
def test_the_image_of_the_last_stage_is_found(tmp_path, text, found):
    root = testing.tree(tmp_path, {"db/Dockerfile": text, "db/Other": "FROM other\n"})
    assert built_on(root, "db") == found
    assert built_on(root, "db", "Other") == "other"
    assert built_on(root, "db", "../db/Other") == built_on(root, "db", f"{root}/db/Other") == ""
    assert built_on(root, "none") == ""


@pytest.mark.parametrize(("text", "found"), [
    ("ARG BASE\nFROM ${BASE}\n", "clickhouse/clickhouse-server:25"), ("ARG BASE=redis\nFROM $BASE\n", "clickhouse/clickhouse-server:25"),
    ("ARG OTHER=redis\nFROM ${OTHER}:7\n", "redis:7"), ("ARG OTHER='redis'\nFROM $OTHER AS one\nFROM one\n", "redis"),
    ("FROM ${NONE:-redis}:7\n", "redis:7"), ("FROM node AS build\nARG BASE\nFROM $BASE\n", "$BASE"),
])  # fmt: skip
def test_arguments_are_filled_in(tmp_path, text, found):
    root = testing.tree(tmp_path, {"db/Dockerfile": text})
    assert built_on(root, "db", given={"BASE": "clickhouse/clickhouse-server:25"}) == found


def test_the_arguments_of_a_compose_file_count(tmp_path):
    text = "services:\n  ch: {image: own, build: {context: ch, args: {BASE: 'altinity/clickhouse-server:25'}}}\n"
    root = testing.tree(tmp_path, {"compose.yml": text, "ch/Dockerfile": "ARG BASE\nFROM ${BASE}\n"})
    facts = Compose().read(Compose().finds(root), testing.base("ann operates pay"), [root]).facts
    assert {fact.section for fact in facts} == {"datastores"}


def test_no_link_is_followed(tmp_path):
    root = testing.tree(tmp_path / "root", {"x": ""})
    away = testing.tree(tmp_path / "away", {"Dockerfile": "FROM redis\n"})
    (root / "folder").symlink_to(away)
    (root / "Dockerfile").symlink_to(away / "Dockerfile")
    assert (built_on(root, "folder"), built_on(root, ".")) == ("", "")


def test_a_store_that_is_built_here_is_a_store(tmp_path):
    compose = "services:\n  mongodb: {build: {context: mongo}, image: '${REPO}/rs-mongodb'}\n  web: {build: web}\n  q: {build: {context: ., dockerfile: q/Dockerfile}}\n"
    files = {
        "deploy/compose.yml": compose, "deploy/mongo/Dockerfile": "FROM mongo:5\n", "deploy/web/Dockerfile": "FROM node\n", "deploy/q/Dockerfile": "FROM rabbitmq\n",
    }  # fmt: skip
    for git in ({}, {".git/HEAD": ""}):
        root = testing.tree(tmp_path / str(len(git)), files | git)
        base = testing.base("ann operates pay")
        for named in (root, root / "deploy"):
            facts = Compose().read(Compose().finds(named), base, [named]).facts
            found = {fact.id: fact.section for fact in facts}
            assert found == {"mongodb": "datastores", "web": "services", "q": "queues"}
