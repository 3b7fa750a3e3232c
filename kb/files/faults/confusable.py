"""A word that mixes letters of several scripts that look alike, such as a Cyrillic `\u0430` in a Latin word.

A letter that looks like no Latin one, as in `\u0394T`, may stand beside Latin ones.

Why: two names that look the same and are not defeat search and review. The attack is old (homographs in domain names)
and the accident is common: a word pasted from another document.

How to fix: type the word anew in one script. If the mixture is meant, suppress the finding with a reason and an end
date.

Passes:
    # architecture/pay.yml
    services:
      pay: {title: Payments}

Fails:
    # architecture/pay.yml
    services:
      pay: {title: P\u0430yments}
"""
