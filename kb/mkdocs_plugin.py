"""The plugin ``holdfast`` of MkDocs: adds the generated pages to those of site/, and watches the knowledge base while serving.

It stays thin: what a page says is composed in :mod:`kb.pages`, what a site is made from is read in :mod:`kb.publish`. While
MkDocs serves, a base with faults becomes one page that lists them all; a build stops with them.
"""

import logging
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as BuiltPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_build_datetime

from kb import __version__
from kb.errors import KbError
from kb.files.tree import FOLDERS
from kb.model.finding import faults_said
from kb.pages import Page, _faults, _parts, _uris
from kb.pages._compose import compose
from kb.pages._draw import Drawn, draw
from kb.pages._words import FAR
from kb.publish import content, judge, requests, shell
from kb.publish.build import mark
from kb.publish.nav import navigation
from kb.publish.slim import prune, tightened
from kb.publish.source import Source, read
from kb.publish.templates import boxed
from kb.publish.told import told

_LOG: Final = logging.getLogger("mkdocs.plugins.holdfast")
_SETTINGS: Final = ("kb.toml", "pyproject.toml")
PROFILES: Final = ("internal", "leadership", "public")


class HoldfastConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml; `trusted` says that scripts and HTML in the pages of the base's own may run."""

    root = config_options.Optional(config_options.Type(str))
    profile = config_options.Optional(config_options.Choice(PROFILES))
    at = config_options.Optional(config_options.Type(str))
    trusted = config_options.Type(bool, default=False)


class HoldfastPlugin(BasePlugin[HoldfastConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of a knowledge base to a site of MkDocs."""

    def __init__(self) -> None:
        self.serving = False
        self.publishing = False
        self.source: Source | None = None
        self.pages: dict[str, Page] = {}
        self.drawn: dict[str, Drawn] = {}
        self.there: frozenset[str] = frozenset()
        self.known: frozenset[str] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs' signature
        """Remember whether MkDocs serves: then faults are shown instead of ending it; and whether it publishes what it builds."""
        self.serving = command == "serve"
        self.publishing = command == "gh-deploy"
        self.known = frozenset()  # MkDocs keeps a plugin for the whole process: another base has other pages

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the knowledge base, watch its files, and tell the templates date and profile."""
        root = self._root(config)
        try:
            self.source = read(
                root, _now, at=self.config.at, profile=self.config.profile, directories=config.use_directory_urls
            )
        except KbError as error:
            raise PluginError(str(error)) from None
        if self.source.faults and not self.serving:
            raise PluginError(faults_said(self.source.faults))
        if self.publishing and self.source.profile != "public":
            raise PluginError(
                f"gh-deploy publishes where anybody may read it, and this site has the profile {self.source.profile}: publish it behind "
                "a login, or set the option `profile: public` of the plugin holdfast in mkdocs.yml"
            )
        config.watch.extend(str(root / name) for name in (*FOLDERS, *_SETTINGS) if (root / name).exists())
        config.extra["kb"] = {
            **told(self.source),
            "version": __version__,
            "csp": not self.serving,
        }
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, and what of the shell the site lacks; files of its own win."""
        _inside(files, Path(config.docs_dir))
        self.pages = {page.uri: page for page in self._compose()}
        self.known |= {uri for uri in self.pages if uri.endswith(".md")}
        for path, file in shell.files():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, abs_src_path=str(file)))
        for page in self.pages.values():
            there = files.get_file_from_path(page.uri)
            if there is None:
                files.append(File.generated(config, page.uri, content=page.markdown))
        self.there = frozenset(file.src_uri for file in files)
        if config.nav is None:
            written = [file.src_uri for file in files.documentation_pages() if file.src_uri not in self.pages]
            config.nav = navigation([*self.pages, *written], written)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 - MkDocs' signature
        """Let templates run in a sandbox, and keep between pages what is the same on many."""
        box = boxed(env)
        box.globals["kb_kept"] = {}
        return box

    def _compose(self) -> list[Page]:
        if self.source is None:
            return []
        if self.source.site is None:
            return list(_faults.compose(self.source.faults, self.known))
        try:
            return list(compose(self.source.site))
        except KbError as error:
            raise PluginError(str(error)) from None

    def on_page_markdown(self, markdown: str, *, page: BuiltPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' signature
        """Draw the tables and lists of generated pages at once; see :mod:`kb.pages._draw`. The guide counts little in the search."""
        here, file = page.file.src_uri, page.file.abs_src_path
        if here.startswith("guide/") and file is not None and content.of_shell(here, Path(file)):
            page.meta["search"] = {"boost": FAR}
        found = self.pages.get(here)
        if found is None or found.authored:
            return markdown

        def address(target: str) -> str:
            path, sharp, anchor = target.partition("#")
            if not path:
                return target
            goal = _goal(dirname(here), path)
            if goal not in self.there:
                _LOG.warning("'%s' links to '%s', which is not among the pages", here, target)
            return _uris.address(here, goal + sharp + anchor, directories=config.use_directory_urls)

        excluded = bool((page.meta.get("search") or {}).get("exclude"))
        self.drawn[here] = draw(markdown, address, searched=not excluded)
        return self.drawn[here].markdown

    def on_page_content(self, html: str, *, page: BuiltPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' signature
        """Put in what was drawn and is to be searched; a page that hides its table of contents keeps its title: what keys skip to."""
        if "toc" in page.meta.get("hide", ()):
            page.toc = TableOfContents([AnchorLink(top.title, top.id, top.level) for top in page.toc.items[:1]])
        self._judge(html, page)
        found = self.drawn.get(page.file.src_uri)
        return _parts.placed(html, found.searched) if found else html

    def _judge(self, html: str, page: BuiltPage) -> None:
        """Refuse a page of the base's own that is more than formatted text.

        Raises:
            PluginError: naming the page and what is in it.
        """
        here, file = page.file.src_uri, page.file.abs_src_path
        if self.config.trusted or here in self.pages or file is None or content.of_shell(here, Path(file)):
            return
        found = (*judge.marked(page.meta), *judge.unsafe(html))
        if found:
            raise PluginError(judge.told(here, found))

    def on_post_page(self, output: str, *, page: BuiltPage, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs' signature
        """Put pictures in: they need neither Markdown nor the search to read them."""
        here = page.file.src_uri
        found, drawn = self.pages.get(here), self.drawn.pop(here, None)
        if drawn is not None:
            output = _parts.placed(output, drawn.plain)
        if found is not None:
            output = _parts.placed(output, found.inserts)
        return output if self.serving else tightened(output)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Answer what may be asked here only."""
        requests.guard(server, str(config.dev_addr.host))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Forbid the built pages every script but their own, and say in a file what this folder is."""
        if self.serving or self.source is None:
            return
        folder, day = Path(config.site_dir), self.source.at.instant.date().isoformat()
        prune(folder, str(config.theme.get("language", "en")))
        mark(folder, self.source.profile, day)
        self._guard(folder, self.source)

    def _guard(self, folder: Path, source: Source) -> None:
        from kb.publish import audit, csp  # noqa: PLC0415 - not while serving

        for page, script in csp.apply(folder):
            _LOG.warning("%s holds a script of its own, which will not run: %s", page, script)
        report = audit.audit(folder, source.base, source.profile)
        if not report.clean:
            raise PluginError(
                f"this site must not be published: it holds what its profile must not:\n{audit.told(report)}"
            )

    def _root(self, config: MkDocsConfig) -> Path:
        if self.config.root is not None:
            return Path(self.config.root).absolute()
        return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()


def _inside(files: Files, docs: Path) -> None:
    """See that every file of site/ lies there: MkDocs follows links, and would publish what they lead to.

    Raises:
        PluginError: naming all that do not.
    """
    root = docs.resolve()
    written = [file for file in files if file.src_dir == str(docs) and file.abs_src_path]
    out = [file.src_uri for file in written if not Path(str(file.abs_src_path)).resolve().is_relative_to(root)]
    if out:
        raise PluginError(
            f"links lead out of {docs.name}/, and nothing outside of it is published: {', '.join(sorted(out))}"
        )


@lru_cache(maxsize=1 << 16)
def _goal(folder: str, path: str) -> str:
    return normpath(join(folder, path))


def _now() -> datetime:
    """Return the present instant as MkDocs counts it: UTC, or SOURCE_DATE_EPOCH."""
    return get_build_datetime().replace(microsecond=0)
