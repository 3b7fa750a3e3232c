"""An id, or a line of knowledge, that two places give.

Why: ids are one flat space over all files and kinds, so that a reference means one thing. If a team and a service are
both called `search`, who is on the rotation of `search`?

How to fix: give one of the two another id (`search-team`). If both describe the same thing, join them.

Passes:
    # architecture/search.yml
    services:
      search: {}
    # ownership/search.yml
    teams:
      search-team: {}

Fails:
    # architecture/search.yml
    services:
      search: {}
    # ownership/search.yml
    teams:
      search: {}
"""
