"""Who signs in, who was invited, and which seat is whose."""
