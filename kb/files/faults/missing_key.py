"""An entry without a key it cannot do without.

Why: nearly everything is optional, as absent means unknown. But a contact without `to`, or a run without its outcome,
says nothing that could be used, and would still look like an entry.

How to fix: add the key named, or remove the entry.

Passes:
    # ownership/teams.yml
    teams:
      pay-team: {contact: [{kind: chat, to: pay-help}]}

Fails:
    # ownership/teams.yml
    teams:
      pay-team: {contact: [{kind: chat}]}
"""
