"""What changed between two states of a knowledge base, or between two dates: lost and gained, and by which lines."""
