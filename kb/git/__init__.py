"""Git, read only: what a repository holds, read from its objects, without running anything the repository names.

The content of a repository is untrusted, and so is its configuration: `.git/config` can name programs that an innocent
`git status` runs. Therefore only the plumbing commands that run none of them are called (:mod:`kb.git.command`), with
the settings that could start something switched off, an environment of our own, a time-out and a limit on the output.
Nothing here writes, checks out or fetches.
"""
