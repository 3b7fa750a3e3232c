"""A key or a list item with nothing behind it.

Why: `to: #ops` holds nothing, because `#` begins a comment; the channel is lost without a word. And an empty value
may mean *unknown*, *none* or *later*: three things that must not look alike here.

How to fix: write the value, quoting it if it begins with `#`; write `none` to say that there is none; remove the line
if it is unknown.

Passes:
    # ownership/teams.yml
    teams:
      pay-team: {contact: [{kind: chat, to: "#pay"}]}

Fails:
    # ownership/teams.yml
    teams:
      pay-team:
        title: #pay
"""
