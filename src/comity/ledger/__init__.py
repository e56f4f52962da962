"""The append-only record of each alliance: the chain, its stored form, its one writer."""
