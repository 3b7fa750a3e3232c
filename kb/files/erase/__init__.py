"""Removing a person from the files, text stays text: comments, order and form of everything else are kept.

What happens to each place that names them (`docs/decisions/0030-forgetting-a-person.md` says why):

- their own entry, their lines of knowledge, turns, shifts, places on an escalation path, and every duty they hold
  (lead, decider, role at an event) are removed;
- records of what was done (runs, sign-offs, waivers, polls, authorship, who confirmed a limit) stay: their id is
  replaced by a fresh ``gone-N``, which is declared as a person of whom nothing is known but a last day;
- their id as a word in a comment or a text is replaced by that id, or by ``someone`` where none was needed.
"""
