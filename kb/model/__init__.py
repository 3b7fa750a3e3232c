"""Nouns: frozen, without input or output. Everything else is said about these."""
