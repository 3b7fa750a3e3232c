"""Raw HTML in a text or a runbook.

Why: site generators pass `<script>` and `onerror=` through unchanged, so whoever may propose a runbook could run code
in the browser of everyone who reads it.

How to fix: write Markdown or plain text. Put a placeholder into CAPITALS, braces or backticks: a bare `<host>` is
HTML too, and browsers show nothing for it.

Passes:
    # runbooks/pay-down.md
    # Payments fail
    ## Steps
    1. Run `restart <host>`.

Fails:
    # runbooks/pay-down.md
    # Payments fail
    ## Steps
    1. Run <b>restart</b>.
"""
