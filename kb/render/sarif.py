"""SARIF 2.1.0: findings for code scanning and for editors.

*What*: one run with the rules that found something, one result per finding, with the places it rests
on, a fingerprint that survives moved lines, the reason and end date where it is suppressed, and whether
it is new where there is a baseline. Files are named from the root of the repository.

*Why*: code scanning keeps a finding's history over commits and shows it in the pull request.
"""

import json
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kb import __version__
from kb.documents.document import Document
from kb.model.finding import Finding, Severity, Suppression
from kb.model.source import Source
from kb.render import Format, findings_of, message_of, path_of
from kb.render._clean import clean, clean_json

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_IN_URI = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")


class Sarif(Format):
    """Draws findings as a SARIF log.

    Attributes:
        summaries: rule id -> first line of its manual page.
        prefix: folder of the knowledge base, relative to the root of the repository.
        baseline: whether findings were held against a baseline: all of them say then how they stand to it.
    """

    summaries: Mapping[str, str] = MappingProxyType({})
    prefix: str = ""
    baseline: bool = False

    def render(self, report: object, document: Document) -> str:
        """Return the log as JSON; see :meth:`Format.render`."""
        findings = findings_of(report)
        rules = sorted({finding.rule for finding in findings})
        seen: Counter[tuple[str, str, str]] = Counter()
        results = []
        for finding in findings:
            identity = (finding.rule, finding.source.path, finding.subject)
            results.append(self._result(finding, rules.index(finding.rule), _fingerprint(*identity, seen[identity])))
            seen[identity] += 1
        driver = {"name": "Holdfast", "version": __version__, "rules": [self._rule(rule) for rule in rules]}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"title": clean(document.title), "at": clean(document.at)},
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return clean_json(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"

    def _rule(self, rule: str) -> dict[str, Any]:
        return {"id": clean(rule), "shortDescription": {"text": clean(self.summaries.get(rule) or rule)}}

    def _result(self, finding: Finding, rule_index: int, fingerprint: str) -> dict[str, Any]:
        place = self._location(finding.source, finding.width)
        place["logicalLocations"] = [{"name": clean(finding.subject)}]
        return {
            "ruleId": clean(finding.rule),
            "ruleIndex": rule_index,
            "level": _LEVELS[finding.severity],
            # Viewers make a link of "[text](place)" in a message; the backslash is the standard's own escape.
            "message": {"text": message_of(finding).replace("](", "\\](")},
            "locations": [place],
            "relatedLocations": [{"id": at, **self._location(s)} for at, s in enumerate(finding.evidence, 1)],
            "partialFingerprints": {"holdfastFinding/v1": fingerprint},
            **({"baselineState": "unchanged" if finding.baselined else "new"} if self.baseline else {}),
            # The standard wants the array on all results of a run or on none.
            "suppressions": [self._suppression(finding.suppressed)] if finding.suppressed else [],
        }

    def _suppression(self, suppression: Suppression) -> dict[str, Any]:
        return {
            "kind": "external",
            "status": "accepted",
            "justification": clean(f"{suppression.reason} (until {suppression.until})"),
            "location": self._location(suppression.source),
        }

    def _location(self, source: Source, width: int = 1) -> dict[str, Any]:
        line, column = max(source.line, 1), max(source.column, 1)
        region = {"startLine": line, "startColumn": column, "endColumn": column + max(width, 1)}
        artifact = {"uri": _uri(path_of(source.path, self.prefix)), "uriBaseId": "%SRCROOT%"}
        return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _fingerprint(rule: str, path: str, subject: str, earlier: int) -> str:
    """Tell a finding from all others without its line or its words, which may change."""
    import hashlib  # noqa: PLC0415  needed by this one format only, and slow to load

    identity = "\0".join((rule, path, subject, str(earlier)))
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def _uri(path: str) -> str:
    """Percent-encode a path (urllib.parse would cost more to import than all of this)."""
    octets = path.encode("utf-8", "surrogatepass")
    return "".join(chr(octet) if chr(octet) in _IN_URI else f"%{octet:02X}" for octet in octets)
