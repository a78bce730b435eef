"""`python -m coopctl` is `coopctl`."""

from coopctl.cli.app import run

if __name__ == "__main__":
    run()
