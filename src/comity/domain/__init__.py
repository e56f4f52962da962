"""The rules of an alliance: pure, on the standard library alone."""
