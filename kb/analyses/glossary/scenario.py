"""A file that says who is to be counted as absent, for `kb risk --scenario FILE`.

It ends in .yml, .yaml or .toml, may lie anywhere, and is no part of the knowledge base. One absence is:

    title: The spring cut
    at: 2026-03-01
    without: [ann, team:stage, employer:acme]

Several, each answered by itself and set side by side, stand under `scenarios`, each by a name of its own:

    at: 2026-03-01
    scenarios:
      first-wave: {title: Ann goes, without: [ann]}
      both-waves: {at: 2026-06-01, without: [ann, bob]}

Why: who may leave, fall ill or be on one train is asked again and again. A file keeps the question, so that the answer
of today can be compared with that of next month, in CI as well.

How it is computed: `without` is a list of ids of people, of `team:ID` and of `employer:NAME`; each must exist. `title`
and `at` may be left out. The date is that of `--at`, else that of the scenario, else that of the file, else that of
every command. The report is computed twice, with and without them; what is less the second time is printed. A file
holds either `without` or `scenarios`, at most 50 of them.

Source: our format.
"""
