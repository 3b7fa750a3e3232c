"""Holdfast: keep an organisation able to run what it built when the people who built it leave.

The flow is the folder list:

    git        reads    repositories     ->  commits and their files, running nothing they name
    files      load     plain files      ->  Base, and every fault in them
    graph      builds   Base             ->  KnowledgeGraph: closures, paths, cycles
    analyses   assess   Base, graph, at  ->  frozen reports
    documents  describe report           ->  Document: sections, tables, sentences
    render     renders  Document         ->  text, Markdown, JSON, CSV, SARIF, ...
    cli        says     all of it        ->  the only place that prints, reads the clock, exits

Beside it, at the edges:

    importers  propose  foreign files    ->  facts, which files make a diff
    exporters  give     Base, at         ->  files of other tools
    pages      compose  Base, reports    ->  pages of the site, which publish and mkdocs_plugin build
"""

__version__ = "0.1.0"
