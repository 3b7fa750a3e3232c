import base64
from hashlib import sha256
from pathlib import Path

import material

from kb.publish.csp import PLACEHOLDER, apply, policy

META = f'<meta http-equiv="Content-Security-Policy" content="{PLACEHOLDER}">'


def theme_script(start: str) -> str:
    for file in sorted((Path(material.__file__).parent / "templates").rglob("*.html")):
        text = file.read_text("utf-8")
        if start in text:
            inner = text[text.index("<script>", text.index(start) - 60) + len("<script>") :]
            return inner[: inner.index("</script>")]
    raise AssertionError(start)


def hashed(script: str) -> str:
    return "sha256-" + base64.b64encode(sha256(script.encode()).digest()).decode()


def page(folder: Path, body: str, name: str = "index.html") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<html><head>{META}</head><body>{body}</body></html>", encoding="utf-8")
    return file


def test_scripts_of_the_theme_may_run_with_the_address_of_their_page(tmp_path: Path) -> None:
    scope = theme_script("__md_scope=").replace("{{ config.extra.scope | d(base_url) }}", "../..")
    file = page(
        tmp_path,
        f"<script>{scope}</script><script src='assets/kb.js'></script><script type=\"application/json\">{{}}</script>",
    )
    assert apply(tmp_path) == []
    text = file.read_text("utf-8")
    assert f'content="{policy([hashed(scope)])}"' in text
    assert PLACEHOLDER not in text


def test_a_script_from_elsewhere_may_not_run_and_is_told_of(tmp_path: Path) -> None:
    evil = "alert(1)"
    scope = theme_script("__md_scope=").replace("{{ config.extra.scope | d(base_url) }}", '",alert(1),"')
    text = page(
        tmp_path, f"<SCRIPT>{evil}</SCRIPT><script>{scope}</script><script type=module>{evil}2</script>", "a/b.html"
    )
    assert [(name, script[:8]) for name, script in apply(tmp_path)] == [
        ("a/b.html", "alert(1)"),
        ("a/b.html", "__md_sco"),
        ("a/b.html", "alert(1)"),
    ]
    assert "sha256-" not in text.read_text("utf-8")


def test_pages_without_a_place_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "raw.html"
    file.write_text("<script>alert(1)</script>")
    assert apply(tmp_path) == []
    assert file.read_text() == "<script>alert(1)</script>"


def test_the_policy_lets_nothing_leave() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(["sha256-x"]).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'sha256-x'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"
    assert not [rule for rule in rules.values() if "http" in rule or "*" in rule]
    assert '"' not in policy([])
