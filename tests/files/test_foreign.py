"""Collections that know nothing of our form are read as they are."""

import pytest

from kb.analyses.freshness import Badge, freshness
from kb.files.foreign import alert_of, id_of, is_read
from kb.testing import at, read

PAGE = "---\ntitle: Kube pod down\nweight: 20\nmenu: {main: x}\n---\n\n# KubePodDown\n\n## Meaning\n\nIt is down.\n\n## Impact\n\n## Diagnosis\n\n1. Look.\n\n## Mitigation\n"


@pytest.mark.parametrize(
    ("stem", "name"),
    [("KubePodDown", "kube-pod-down"), ("KubeAPIDown", "kube-api-down"), ("HCP_KubeAPIDown", "hcp-kube-api-down"), ("etcdNoLeader", "etcd-no-leader"), ("pay-down", "pay-down"), ("Größe", "Größe")],
)  # fmt: skip
def test_the_id_is_made_of_the_name(stem, name):
    assert id_of(stem) == name


def test_a_file_is_read_as_a_runbook_that_was_never_run():
    loaded = read(
        {
            "runbooks/alerts/KubePodDown.md": PAGE,
            "architecture/a.yml": "services: {pod: {alerts: [{id: KubePodDown}]}}\n",
        }
    )
    assert loaded.findings == ()
    book = loaded.base.runbooks["kube-pod-down"]
    assert (book.about.title, book.alerts, book.steps, book.steps_hash) == ("Kube pod down", ("KubePodDown",), (), None)
    assert [section.title for section in book.sections] == ["", "Meaning", "Impact", "Diagnosis", "Mitigation"]
    assert freshness(loaded.base, book, at()).badge is Badge.NEVER_RUN


def test_a_slip_in_our_front_matter_stays_an_error():
    for key in ("component: [pay]", "owners: x", "kind: comms\nweight: 3"):
        assert [finding.rule for finding in read({"runbooks/x.md": f"---\n{key}\n---\n"}).findings] == ["unknown-key"]


def test_a_page_about_the_folder_is_no_runbook():
    assert not any(is_read(name) for name in ("README.md", "readme.md", "_index.md", "index.md"))
    loaded = read({"runbooks/README.md": "# All of them\n", "runbooks/a.md": "# A\n"})
    assert list(loaded.base.runbooks) == ["a"]
    assert loaded.findings == ()


def test_two_files_that_make_the_same_id_are_both_named():
    (finding,) = read({"runbooks/a/KubeDown.md": PAGE, "runbooks/b/KubeDown.md": PAGE}).findings
    assert (finding.rule, finding.source.path, finding.evidence[0].path) == (
        "duplicate-id",
        "runbooks/b/KubeDown.md",
        "runbooks/a/KubeDown.md",
    )


def test_an_alert_is_what_is_not_an_id():
    assert alert_of("KubeDown") == ("KubeDown",)
    assert alert_of("pay-down") is None
    assert alert_of("Pay Down") is None
