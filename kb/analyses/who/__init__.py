"""Who can operate a component, who is next best, whom to call now, and what they can follow."""
