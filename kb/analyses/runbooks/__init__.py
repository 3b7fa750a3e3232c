"""What the runbooks of a base are worth: which are verified, what they leave unanswered, what to take along offline."""
