"""`python -m coopctl` is `coopctl`."""

import gc
import sys


def run() -> None:
    """The console script; an interrupt while the program is still being loaded is an interrupt all the same."""
    # Loading makes a hundred thousand objects and no garbage, through which the collector would look a hundred times.
    gc.set_threshold(100_000, 20, 100)
    try:
        from coopctl.cli.app import run as start

        start()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
