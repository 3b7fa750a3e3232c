"""Addresses of other components in the settings of one: what a variable or a configuration value points to."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_HOST: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([A-Za-z0-9][A-Za-z0-9_.-]*)(?::[0-9]+)?(?:[/?].*)?")
_SPEAKS: Final = re.compile(r"(?:^|_)(?:HOST|HOSTNAME|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVER|SERVICE|BROKER|DSN)S?$")
_DATASTORES: Final = frozenset(
    [
        "postgres",
        "postgresql",
        "postgis",
        "mysql",
        "mariadb",
        "mongo",
        "mongodb",
        "redis",
        "valkey",
        "memcached",
        "elasticsearch",
        "opensearch",
        "cassandra",
        "cockroach",
        "cockroachdb",
        "couchdb",
        "influxdb",
        "clickhouse",
        "clickhouse-server",
        "neo4j",
        "minio",
        "etcd",
        "dynamodb-local",
        "redis-stack",
        "percona",
        "timescaledb",
        "keydb",
        "dragonfly",
        "scylla",
        "solr",
        "meilisearch",
        "typesense",
        "qdrant",
        "weaviate",
        "seaweedfs",
        "rethinkdb",
        "arangodb",
    ]
)
_QUEUES: Final = frozenset(
    [
        "kafka",
        "cp-kafka",
        "rabbitmq",
        "nats",
        "activemq",
        "pulsar",
        "redpanda",
        "nsq",
        "mosquitto",
        "emqx",
        "rocketmq",
        "zookeeper",
    ]
)
_TELEMETRY: Final = re.compile(
    r"(?:OTEL|OTLP|STATSD|JAEGER|ZIPKIN|DD|DATADOG|NEW_RELIC|HONEYCOMB|TRACELOOP|FLUENTD?|FLUENT_BIT|LOKI|PUSHGATEWAY|GRAYLOG)(?:_.*)?"
    r"|.*_(?:EXPORTER|OTLP|STATSD|JAEGER|ZIPKIN)_.*|(?:.*_)?SENTRY_(?:DSN|URL|HOST|ENDPOINT)"
)
"""Settings that say where measurements, traces and logs go, by the names their makers document (OpenTelemetry: ``OTEL_*``). Of Sentry
those of its clients: its own parts are told under names that begin so, too, where their stores are (``SENTRY_KAFKA_BROKERS``)."""
MAX_VALUE: Final = 10_000
"""Characters of a value that are looked at."""


def pointed_at(name: str, value: str, hosts: Mapping[str, str]) -> Iterator[str]:
    """Yield the components that the text of a setting, already filled in, points to; ``hosts``: host name -> component.

    A bare word is an address only where the name of the setting says so (``DB_HOST: db``).
    """
    for part in re.split(r"[,\s;]+", value[:MAX_VALUE]):
        found = _HOST.fullmatch(part)
        if found and (":" in part or "/" in part or _SPEAKS.search(name.upper())):
            known = hosts.get(found[1])
            if known is not None:
                yield known


def relation_of(name: str) -> str:
    """Return how hard the edge is that a setting speaks of: ``uses`` for telemetry, ``needs`` for everything else.

    Exporters of telemetry drop what they cannot send: the service works on while its collector is down.
    """
    return "uses" if _TELEMETRY.fullmatch(name.upper()) else "needs"


def section_of(image: str) -> str:
    """Return the section of a component by the name of its image: datastores, queues or services."""
    name = image.rpartition("/")[2].partition(":")[0].partition("@")[0].lower()
    if name in _DATASTORES:
        return "datastores"
    return "queues" if name in _QUEUES else "services"
