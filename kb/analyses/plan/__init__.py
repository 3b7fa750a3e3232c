"""The cheapest way to be safe again: who learns what from whom in which week, and what stays open.

The flow: :mod:`gather` turns a base into needs (what is missing, who could learn it, who could teach it) and
calendars; :mod:`solve` picks learners and places their sessions in weeks, with a bound that says how good that is;
:mod:`propose` makes the report; :mod:`carry_out` shows the base
as it would be afterwards; :mod:`progress` compares a plan with the runs logged since.
"""
