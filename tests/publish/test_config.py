from pathlib import Path

from kb.publish import config, options, shell

ROOT = Path(__file__).resolve().parents[2]


def test_the_mkdocs_yml_of_this_repository_says_what_holds_without_one():
    said = options.read(ROOT)
    theme = said.pop("theme")
    assert said == config.DEFAULTS
    assert {key: theme[key] for key in config.THEME} == config.THEME
    assert theme["font"] is False


def test_without_a_shell_of_its_own_a_base_gets_the_one_that_ships(tmp_path):
    made = config.made(tmp_path, tmp_path / "out", {"at": None, "profile": "public"})
    assert made["docs_dir"] == str(shell.folder())
    assert made["theme"]["custom_dir"] == str(shell.folder() / "overrides")
    assert made["plugins"][0] == {"holdfast": {"root": str(tmp_path), "profile": "public"}}
    assert made["strict"] is True


def test_own_options_of_the_plugin_are_kept_but_never_its_root(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "plugins: [{holdfast: {root: /, profile: leadership}}, {search: {lang: de}}]\n"
    )
    made = config.made(tmp_path, tmp_path / "out", {})
    assert made["plugins"] == [
        {"holdfast": {"root": str(tmp_path), "profile": "leadership"}},
        {"search": {"lang": "de"}},
    ]


def test_the_search_is_there_whatever_is_listed(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins: [holdfast]\n")
    assert "search" in str(config.made(tmp_path, tmp_path / "out", {})["plugins"][1])
