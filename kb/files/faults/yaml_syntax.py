"""A file that is not YAML from some line on.

Why: a file that cannot be read says nothing, and what it said until yesterday is missing from every answer. The usual
causes are a tab, an unclosed quotation mark or bracket, a merge conflict left behind, a value that begins with `@`,
`%` or a backtick.

How to fix: mend the line named; quoting the value often helps. Nothing after that line of the file was read, so mend
it before looking at other findings.

Passes:
    # architecture/pay.yml
    services:
      pay: {title: "@payments"}

Fails:
    # architecture/pay.yml
    services:
      pay: {title: @payments}
"""
