"""What is written at rest is written under a key: the key file, the data keys, the boxes."""
