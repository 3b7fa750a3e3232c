"""Text that looks like a password, a key or a token.

Why: a knowledge base is read, searched and published by design, and git keeps every version. Runbooks are where
credentials like to settle ("just use this one"): in 2016 intruders opened Uber's storage with a key they had found in a
repository of its engineers.

How to fix: take it out, revoke it (removing the line is not enough: git has it), and write where it is kept instead:
`password: vault:pay/admin` and `secret: stored in the vault` pass. For an example write CAPITALS, `$VARIABLE` or
`{{braces}}` (in code of a runbook `<...>`, too), or suppress the finding with a reason and an end date.

Only what has the form of a secret is found: words such as `password:`, `API_KEY=`, `Authorization: Bearer` with a value
behind them, a password in a URL, private keys, and keys of AWS, GitHub, GitLab, Google, SendGrid, Slack and Stripe. Keep
the scanner you have.

Passes:
    # architecture/pay.yml
    services:
      pay: {description: "The password is in the vault under pay/admin."}

Fails:
    # architecture/pay.yml
    services:
      pay: {description: "password: correct-horse-battery"}
"""
