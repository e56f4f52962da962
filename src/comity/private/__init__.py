"""What has not been said to anybody yet: drafts and sealed answers, kept out of the ledger."""
