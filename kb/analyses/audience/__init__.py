"""What an audience may see: ``fields`` says for whom each field is, ``names`` finds what gives a person away in a text.

``redaction`` makes of a base one that can be shown, ``anonymous`` one without any people.
"""
