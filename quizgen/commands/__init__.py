"""One module per command: parse, one call, report."""
