"""A private place where people decide together how they want to be with each other."""

__version__ = "0.1.0"
