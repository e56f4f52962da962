"""The house's own settings, with the addresses that only a measurement needs beside its own."""

from comity.settings import *  # noqa: F403 (all of them, and one more)

ROOT_URLCONF = "bench.addresses"
