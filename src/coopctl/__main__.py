"""`python -m coopctl` is `coopctl`."""

import sys


def run() -> None:
    """The console script; an interrupt while the program is still being loaded is an interrupt all the same."""
    try:
        from coopctl.cli.app import run as start

        start()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
