"""Text that looks like a phone number.

Why: private numbers in a repository stay in its history, reach every site built from it, and cannot be called back.
They are also wrong soon: people change phones more often than runbooks.

How to fix: name the rotation or the contact; the paging system knows the number. If it is no phone number, suppress
the finding with a reason and an end date.

Numbers are found as they are written: with a plus, with a zero and their groups (`0170 1234567`, `030/901820`), in the groups
of North America, or behind a word such as `call`.

Passes:
    # ownership/people.yml
    people:
      ann: {reach: through pay-primary}
    oncall:
      pay-primary: {contact: [{kind: pager, to: pay-primary}], rotation: [ann]}

Fails:
    # ownership/people.yml
    people:
      ann: {reach: "call +49 30 1234567"}
"""
