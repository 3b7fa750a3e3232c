"""The words of the reports. Each other file is one word: a docstring that says what it is, why it matters, how it is computed."""
