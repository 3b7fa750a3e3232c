"""A `kb.toml` that is not TOML.

Why: without it the date, the weights, the options of rules and all suppressions fall back to their defaults, and the
answers change without anybody having wanted that.

How to fix: mend the line named. Texts and dates stand in quotation marks; tables begin with `[name]`.

Passes:
    # kb.toml
    as_of = "2026-01-31"
    # architecture/pay.yml
    services:
      pay: {}

Fails:
    # kb.toml
    as_of = "2026-01-31
    # architecture/pay.yml
    services:
      pay: {}
"""
