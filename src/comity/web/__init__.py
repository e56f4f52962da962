"""The pages: each view loads, tells the ledger, and answers."""
