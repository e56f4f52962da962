"""Where the figures come from: what is measured, and against what it is held."""
