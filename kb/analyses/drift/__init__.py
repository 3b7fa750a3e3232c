"""Declared against observed: where the files say something else than repositories, manifests and on-call systems show."""
