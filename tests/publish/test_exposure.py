import pytest

from kb.publish.exposure import exposed


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mkdocs.yml", "site_url: https://acme.github.io/kb/\n"),
        ("site/CNAME", "kb.example.org"),
        (".github/workflows/site.yml", "steps:\n  - uses: actions/deploy-pages@v4\n"),
        (".gitlab-ci.yml", "pages:\n  script: x\n"),
    ],
)
def test_a_public_host_beside_an_internal_profile_is_warned_of(tmp_path, path, text):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    assert "behind a login" in exposed(tmp_path, "internal")
    assert "leadership" in exposed(tmp_path, "leadership")
    assert exposed(tmp_path, "public") is None


def test_nothing_is_said_where_nothing_points_outside(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_url: https://kb.intern.example/\n")
    assert exposed(tmp_path, "internal") is None


@pytest.mark.parametrize("name", ["CF_PAGES", "CI_PAGES_URL", "NETLIFY", "READTHEDOCS", "RENDER", "VERCEL"])
def test_a_build_on_a_host_of_pages_is_warned_of(tmp_path, name):
    assert name in exposed(tmp_path, "internal", {name: "1"})
    assert exposed(tmp_path, "public", {name: "1"}) is None
    assert exposed(tmp_path, "internal", {name: ""}) is None
