r"""A file or folder that cannot be read: not UTF-8, a symbolic link, a special file, no permission.

Why: what is silently unread is silently missing. Links are not followed, because a link in a pull request could lead
anywhere on the machine that builds the site; pipes and devices are not opened, because they may never end.

How to fix: save the file as UTF-8; put the file itself where the link is; mend the permissions.

Passes:
    # architecture/pay.yml
    services:
      pay: {title: Café}

Fails:
    # architecture/pay.yml
    services:
      pay: {title: Caf\udce9}
"""
