"""The command line: each command parses, calls and writes; one file per command."""
