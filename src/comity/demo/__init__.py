"""The three stories, made by the real commands."""
