"""Stepping a person through a runbook: ``clock``, ``screen`` (what is shown), ``terminal`` (shown and asked), ``dialogue``."""
