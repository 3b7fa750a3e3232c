"""A runbook that someone who did not write it has run to the end, lately, as it stands now.

Why: a runbook is true on the day it is written. Steps change, access is lost, and its author fills the gaps from
memory without noticing.

How it is computed: there is a record of a passed drill, game day or incident, by a person not among the `authors`, who was there then,
not older than `review: {every_days}` (default 180), with the same fingerprint of the section *Steps*. Otherwise it is
*changed since verified*, *stale* or *never run*. A runbook without steps can be read, not rehearsed: no run verifies it.

Source: 180 days, as documents of Google's are marked for review (`review_interval: '6 months'`, TensorFlow Hub).
"""
