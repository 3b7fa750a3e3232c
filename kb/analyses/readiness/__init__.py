"""Whether an event can be run with the people and the proof there are: checks, evidence, sign-offs, a verdict."""
