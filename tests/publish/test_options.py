"""mkdocs.yml is data: what could run code, load something from elsewhere or read another file is refused with its line."""

import pytest

from kb.errors import KbError
from kb.publish import options

REFUSED = {
    "hooks: [evil.py]\n": "hooks are Python code",
    "INHERIT: ../other.yml\n": "another file would be read",
    "plugins: [search, evil]\n": "`evil` of `plugins`",
    "plugins:\n  - search\n  - {gen-files: {scripts: [evil.py]}}\n": "`gen-files` of `plugins`",
    "theme: {name: material, custom_dir: overrides}\n": "inside site/",
    "theme: {name: material, custom_dir: site/../../evil}\n": "inside site/",
    "theme: {name: material, custom_dir: /tmp}\n": "inside site/",
    "theme: {name: evil}\n": "must be `material`",
    "theme: {name: material, font: {text: Roboto}}\n": "`theme.font` must be false",
    "theme: evil\n": "must be `material`",
    "theme: {evil: x}\n": "`theme.evil`",
    "docs_dir: ..\n": "`docs_dir` must be `site`",
    "site_dir: /\n": "kb site build --output",
    "extra_javascript: ['https://evil.example/x.js']\n": "nothing is loaded from elsewhere",
    "extra_javascript: [//evil.example/x.js]\n": "nothing is loaded from elsewhere",
    "extra_css: [../../x.css]\n": "nothing is loaded from elsewhere",
    "extra: {analytics: {provider: google}}\n": "`extra.analytics`",
    "markdown_extensions: [pymdownx.snippets]\n": "`pymdownx.snippets`",
    "markdown_extensions: [{pymdownx.emoji: {emoji_index: !!python/name:os.system }}]\n": "tag",
    "site_name: !!python/object/apply:os.system [id]\n": "tag",
    "site_name: !ENV HOME\n": "tag",
    "site_name: [1]\n": "`site_name` must be a plain text",
    "site_name: '<script>alert(1)</script>'\n": "`site_name` must be a plain text",
    "nav: [{'<img src=x onerror=alert(1)>': index.md}]\n": "`nav` must hold plain texts",
    "repo_url: 'javascript:alert(1)'\n": "`repo_url` must be a plain text",
    "watch: [/etc]\n": "watches the knowledge base by itself",
    "site_name: a\nsite_name: b\n": "twice",
    "plugins: x\n": "must be a list",
    "evil: 1\n": "`evil` is not taken",
    "markdown_extensions: [{toc: {slugify: os.system}}]\n": "`slugify` of `toc`",
    "markdown_extensions: [{toc: {permalink: '<b>'}}]\n": "`permalink` of `toc`",
    "markdown_extensions: [{pymdownx.superfences: {custom_fences: [1]}}]\n": "`custom_fences` of `pymdownx.superfences`",
    "markdown_extensions: [{toc: 1}]\n": "the options of `toc` must be a mapping",
    "plugins: [{search: {prebuild_index: node}}]\n": "`prebuild_index` of `search`",
    "plugins: [{search: {jieba_dict: /etc/passwd}}]\n": "`jieba_dict` of `search`",
    "plugins: [{holdfast: {trusted: true}}]\n": "`trusted` of `holdfast`",
    "theme: {name: material, features: 5}\n": "`theme.features` must be a list",
    "theme: {name: material, palette: 5}\n": "`theme.palette` must hold",
    "theme: {name: material, palette: [{toggle: {icon: ../../x}}]}\n": "`theme.palette` must hold",
    "theme: {name: material, language: ../../x}\n": "`theme.language` must be a language",
    "theme: {name: material, direction: [1]}\n": "`theme.direction` must be",
    "theme: {name: material, icon: {logo: ../x}}\n": "`theme.icon` must map",
    "theme: {name: material, static_templates: [x.html]}\n": "`theme.static_templates`",
    "nav: [{Home: 'javascript:alert(1)'}]\n": "`nav` must hold",
    "nav: [{Home: 'java&#x73;cript:alert(1)'}]\n": "`nav` must hold",
    "nav: [{Home: 'data:text/html,x'}]\n": "`nav` must hold",
    "nav: [{Home: '//evil.example'}]\n": "`nav` must hold",
    "nav: {a: b}\n": "`nav` must hold",
    "nav: [{'&lt;img src=x&gt;': index.md}]\n": "`nav` must hold",
    "copyright: '&lt;script&gt;'\n": "",
    "site_url: 'ftp://x'\n": "`site_url` must be",
    "use_directory_urls: 3\n": "`use_directory_urls` must be true or false",
    "exclude_docs: 3\n": "`exclude_docs` must be a text",
    "validation: [1]\n": "`validation` must map",
    "extra: {homepage: 'javascript:alert(1)'}\n": "`extra.homepage` must be",
    "extra: {social: [{icon: kb/mark, link: 'javascript:alert(1)'}]}\n": "`extra.social` must be",
    "extra: {social: 3}\n": "`extra.social` must be",
    "extra: {generator: 3}\n": "`extra.generator` must be",
    "- 1\n": "",
    "a: b: c\n": "",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_refused_is_named_with_its_line(tmp_path, text, why):
    (tmp_path / "mkdocs.yml").write_text(f"copyright: us\n{text}")
    with pytest.raises(KbError) as caught:
        options.read(tmp_path)
    said = str(caught.value)
    assert "nothing was built" in said
    assert "mkdocs.yml:" in said
    assert why in said


def test_everything_refused_is_listed_at_once(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("hooks: [a.py]\nplugins: [b]\nextra: {c: 1}\n")
    with pytest.raises(KbError) as caught:
        options.read(tmp_path)
    assert [line.split(":")[1] for line in str(caught.value).splitlines()[1:]] == ["1", "2", "3"]


def test_a_link_out_of_site_is_followed_before_it_is_trusted(tmp_path):
    (tmp_path / "evil").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "overrides").symlink_to(tmp_path / "evil")
    (tmp_path / "mkdocs.yml").write_text("theme: {name: material, custom_dir: site/overrides}\n")
    with pytest.raises(KbError, match="inside site/"):
        options.read(tmp_path)


def test_what_is_taken_is_plain_data(tmp_path):
    (tmp_path / "site" / "overrides").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\nnav: [{Home: index.md}, guide/index.md]\ntheme: {name: material, custom_dir: site/overrides, language: de}\n"
        "plugins: [{holdfast: {profile: public}}, search]\nmarkdown_extensions: [{toc: {permalink: true}}]\nextra_css: [assets/own.css]\n"
    )
    said = options.read(tmp_path)
    assert said["site_name"] == "Ours"
    assert said["nav"] == [{"Home": "index.md"}, "guide/index.md"]
    assert said["plugins"] == [{"holdfast": {"profile": "public"}}, "search"]
    assert type(said["theme"]) is dict


def test_no_file_says_nothing(tmp_path):
    assert options.read(tmp_path) == {}
