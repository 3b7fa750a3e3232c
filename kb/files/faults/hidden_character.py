"""A character that people cannot see but machines obey: control codes, zero-width marks, marks of direction.

Why: "Trojan Source" (2021) showed that marks of direction make a reviewer read something else than what the machine
reads; and terminals act on escape sequences that a tool prints as they come (kubectl, CVE-2021-25743). What people see
and what machines read must be the same.

How to fix: delete the character, typing the word anew if need be. If the whole file is full of them, save it as plain
UTF-8.

Passes:
    # architecture/pay.yml
    services:
      pay: {title: Payments}

Fails:
    # architecture/pay.yml
    services:
      pay: {title: Pay\u200bments}
"""
