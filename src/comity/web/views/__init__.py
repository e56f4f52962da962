"""One file a topic: load, tell, answer."""
