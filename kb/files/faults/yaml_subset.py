"""A form of YAML that Holdfast does not read: tags, merge keys, odd keys, leading zeros, a second document.

Why: YAML versions and libraries read these differently, some run code for them. `010` is 8 to one parser and 10 to
another; `!!python` tags have executed commands in tools that read them; `<<` is not part of YAML 1.2. A file that
people review must mean one thing.

How to fix: write the value out plainly. Quote what is text (`"010"`), use `defaults:` instead of merge keys, keep one
document a file, and begin it with a mapping.

Passes:
    # architecture/pay.yml
    services:
      pay: {title: "010"}

Fails:
    # architecture/pay.yml
    services:
      pay: {title: 010}
"""
