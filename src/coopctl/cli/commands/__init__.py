"""One file for each command: it parses, calls the tracker and shows."""
