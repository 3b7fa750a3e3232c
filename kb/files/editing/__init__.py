"""Changing files people wrote, text stays text: comments, order and form of everything else are kept.

``spans`` says where each value of a YAML text begins and ends, ``cuts`` takes values out and puts others in, ``changes`` holds
what becomes of a file and writes several together, all or none, ``trial`` loads them as if they were written. Forgetting a
person, importing and migrating rest on these. ``alone`` keeps a second writer out, ``journal`` lets one that was killed be undone.
"""
