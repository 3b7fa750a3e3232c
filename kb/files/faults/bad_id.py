"""An id that is not a slug: lower-case letters and digits, joined by single hyphens.

Why: ids become file names, addresses, anchors and graph nodes. `Pay_Service`, `pay service` and `pay-service` would
be three things to a machine and one to people. An event cannot be called like a word of `kb ready`, and a file's
`id:` must be its name.

How to fix: write the id as suggested, everywhere it is used; what people see is the `title`.

Passes:
    # architecture/pay.yml
    services:
      pay-service: {title: Pay Service}

Fails:
    # architecture/pay.yml
    services:
      Pay_Service: {title: Pay Service}
"""
