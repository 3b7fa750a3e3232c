"""What `kb check` finds: the faults of the files, and where the organisation is thin or stale at a date."""
