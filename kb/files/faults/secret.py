"""Text that looks like a password, a key or a token.

Why: a knowledge base is read, searched and published by design, and git keeps every version. Runbooks are where
credentials like to settle ("just use this one"): in 2016 intruders opened Uber's storage with a key they had found in a
repository of its engineers.

How to fix: take it out, revoke it (removing the line is not enough: git has it), and write where it is kept instead.
If it is an example, say so with `<...>`, or suppress the finding with a reason and an end date.

Passes:
    # architecture/pay.yml
    services:
      pay: {description: "The password is in the vault under pay/admin."}

Fails:
    # architecture/pay.yml
    services:
      pay: {description: "password: correct-horse-battery"}
"""
