"""Settings of, or a suppression for, a rule that does not exist.

Why: a misspelt rule is one that keeps its defaults, and a misspelt suppression is one that lets nothing be. Both look
settled in the file.

How to fix: correct the name (the nearest one is suggested); `kb explain` lists all rules with their first line.

Passes:
    # kb.toml
    [rules.rotation-two]
    least = 3
    # architecture/pay.yml
    services:
      pay: {}

Fails:
    # kb.toml
    [rules.rotation-too]
    least = 3
    # architecture/pay.yml
    services:
      pay: {}
"""
