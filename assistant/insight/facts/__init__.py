"""Facts by tenure: what every agency did with every case that it had, out of the ledger."""
