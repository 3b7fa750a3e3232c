"""Disk <-> model: the only home of PyYAML."""
