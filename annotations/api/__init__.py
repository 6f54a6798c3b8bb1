"""The door for programs: JSON in, one call, JSON out. See docs/api.md."""
