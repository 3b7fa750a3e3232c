"""The headline numbers over time: as commits went by, and as dates will."""
