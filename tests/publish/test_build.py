"""A site is built aside and put in place as a whole; what is not a site of ours is never touched."""

import json
import shutil

import pytest

from kb import testing
from kb.errors import KbError, UsageError
from kb.publish import build as building
from kb.publish import shell

pytest.importorskip("material")
FILES = testing.written("ann operates pay; pay needs ledger; pay tier 0")


@pytest.fixture
def root(tmp_path):
    return testing.tree(tmp_path / "base", FILES)


def content(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_is_built_stamped_and_kept_from_robots(root, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780315200")
    built = building.build(root, None, {})
    assert built.folder == root / "build" / "site"
    assert json.loads((built.folder / building.STAMP).read_text())["profile"] == "internal"
    assert built.as_of == "2026-06-01"
    assert (built.folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (built.folder / "sitemap.xml").exists()
    assert 'content="noindex' in (built.folder / "components" / "pay" / "index.html").read_text()
    assert (built.folder / "404.html").is_file()
    assert built.pages == len(list(built.folder.rglob("*.html")))
    assert built.size == sum(map(len, content(built.folder).values()))


@pytest.mark.no_cover
def test_the_same_files_give_the_same_bytes(root, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780315200")
    one, two = (building.build(root, tmp_path / name, {}).folder for name in ("one", "two"))
    assert content(one) == content(two)


def test_a_failed_build_leaves_the_old_site_as_it_was(root):
    building.build(root, None, {})
    before = content(root / "build" / "site")
    (root / "architecture" / "broken.yml").write_text("services:\n  a: {nonsense: 1}\n  b: {needs: [nowhere]}\n")
    with pytest.raises(KbError) as caught:
        building.build(root, None, {})
    assert "broken.yml:2" in str(caught.value)
    assert "broken.yml:3" in str(caught.value)
    assert content(root / "build" / "site") == before
    assert [item.name for item in (root / "build").iterdir()] == ["site"]


@pytest.mark.no_cover
def test_a_second_build_leaves_nothing_of_the_first(root):
    building.build(root, None, {})
    (root / "architecture" / "made.yml").write_text("services:\n  pay: {}\n")
    (root / "ownership" / "made.yml").unlink()
    building.build(root, None, {})
    assert not (root / "build" / "site" / "components" / "ledger").exists()
    assert [item.name for item in (root / "build").iterdir()] == ["site"]


def test_a_broken_link_ends_a_strict_build_and_is_only_told_of_otherwise(root):
    (root / "site").mkdir()
    (root / "site" / "own.md").write_text("# Own\n\n[nowhere](gone.md)\n")
    with pytest.raises(KbError, match=r"gone\.md"):
        building.build(root, None, {})
    built = building.build(root, None, {}, strict=False)
    assert any("gone.md" in warning for warning in built.warnings)
    assert (built.folder / "own" / "index.html").is_file()


@pytest.mark.parametrize("make", ["file", "folder", "link"])
def test_a_folder_of_something_else_is_not_replaced(root, tmp_path, make):
    target = tmp_path / "target"
    if make == "file":
        target.write_text("mine")
    elif make == "link":
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="--output"):
        building.build(root, target, {})
    assert target.exists()


def test_a_hostile_configuration_runs_nothing(root):
    (root / "evil.py").write_text(f"open({str(root / 'ran')!r}, 'w').close()\n")
    (root / "mkdocs.yml").write_text("site_name: x\nhooks: [evil.py]\n")
    with pytest.raises(KbError, match="hooks are Python code"):
        building.build(root, None, {})
    assert not (root / "ran").exists()


def test_the_audience_is_a_choice(root):
    with pytest.raises(KbError):
        building.build(root, None, {"profile": "everyone"})


def test_templates_of_the_base_run_only_if_somebody_says_to_trust_them(root):
    ran = root / "ran"
    (root / "site" / "overrides").mkdir(parents=True)
    (root / "site" / "overrides" / "main.html").write_text(
        "{% extends 'base.html' %}{% block announce %}{{ cycler.__init__.__globals__.os.mkdir('"
        + str(ran)
        + "') }}{% endblock %}"
    )
    building.build(root, None, {})  # not named in mkdocs.yml: those that ship are used
    assert not ran.exists()
    (root / "mkdocs.yml").write_text("theme: {name: material, custom_dir: site/overrides}\n")
    with pytest.raises(KbError, match="--trust-templates"):
        building.build(root, None, {})
    assert not ran.exists()


@pytest.mark.parametrize(
    "said",
    [
        "{}",
        "[]",
        "x",
        "",
        '{"made_by": "another", "profile": "internal", "as_of": "2026-06-01"}',
        '{"made_by": "holdfast 1", "profile": "internal"}',
        "[" * 100_000,
    ],
)
def test_a_stamp_that_is_not_ours_protects_what_lies_beside_it(root, tmp_path, said):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / building.STAMP).write_text(said)
    (precious / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="not from kb"):
        building.build(root, precious, {})
    assert (precious / "thesis.txt").read_text() == "mine"


def test_a_site_of_ours_is_replaced(root, tmp_path):
    building.build(root, tmp_path / "out", {})
    building.build(root, tmp_path / "out", {"profile": "public"})
    assert json.loads((tmp_path / "out" / building.STAMP).read_text())["profile"] == "public"


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "markdown",
    [
        "<script>x()</script>",
        "[x](javascript:x\\(\\))",
        "*x*{: onclick='x()' }",
    ],
)
def test_a_page_of_the_base_is_formatted_text_unless_trusted(root, markdown):
    (root / "site").mkdir()
    (root / "site" / "own.md").write_text(f"# Own\n\n{markdown}\n")
    with pytest.raises(KbError, match=r"site/own\.md holds HTML"):
        building.build(root, None, {}, strict=False)
    assert not (root / "build" / "site").exists()
    building.build(root, None, {}, strict=False, trusted=True)


@pytest.mark.parametrize(
    "page",
    [
        "---\ntitle: '<meta http-equiv=refresh content=\"0;url=https://evil.example\">'\n---\n# Own\n",
        '---\ndescription: "\\x22><img src=x>"\n---\n# Own\n',
        "title: A <img src=x>\n\n# Own\n",
    ],
)
def test_markup_in_the_front_matter_of_a_page_of_the_base_is_refused(root, page):
    (root / "site").mkdir()
    (root / "site" / "own.md").write_text(page)
    with pytest.raises(KbError, match=r"site/own\.md holds .*markup in (title|description) of its front matter"):
        building.build(root, None, {}, strict=False)


@pytest.mark.no_cover
def test_a_heading_stays_text_in_the_title_of_its_page(root):
    (root / "site").mkdir()
    (root / "site" / "own.md").write_text("# Own & `</title><img src=x>`\n\nText.\n")
    built = building.build(root, None, {})
    html = (built.folder / "own" / "index.html").read_text()
    assert "<title>Own &amp; &lt;/title&gt;&lt;img src=x&gt; - Holdfast</title>" in html
    assert "<img" not in html


@pytest.mark.no_cover
def test_ordinary_markdown_of_the_base_passes(root):
    (root / "site").mkdir()
    (root / "site" / "own.md").write_text(
        "# Own\n\n!!! note\n    x\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```sh\n<script>\n```\n\n[x](https://example.org) *y*{: .z }\n"
    )
    assert building.build(root, None, {}).pages


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "theme", ["{name: material, language: qq}", "{name: material, icon: {logo: kb/none}}"], ids=["language", "icon"]
)
def test_a_name_that_leads_to_no_template_is_a_sentence(root, theme):
    (root / "mkdocs.yml").write_text(f"theme: {theme}\n")
    with pytest.raises(KbError, match=r"the template .* cannot be used|language"):
        building.build(root, None, {}, strict=False)


def test_a_fault_in_a_trusted_template_is_a_sentence_with_its_line(root):
    shutil.copytree(shell.folder() / shell.OVERRIDES, root / "site" / "overrides")
    (root / "site" / "overrides" / "main.html").write_text(
        "{% extends 'base.html' %}\n{% block announce %}{{ x | nonsense }}{% endblock %}\n"
    )
    (root / "mkdocs.yml").write_text("theme: {name: material, custom_dir: site/overrides}\n")
    with pytest.raises(KbError, match=r"main\.html:2 cannot be used: No filter named 'nonsense'"):
        building.build(root, None, {}, trusted=True)
