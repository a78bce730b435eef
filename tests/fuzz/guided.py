"""A target of the fuzz tests with atheris, which chooses inputs by the code that they reach.

    pip install atheris
    python tests/fuzz/guided.py phrases -max_total_time=3600

The other options are libFuzzer's; an input that breaks something is left in the working folder.  Without a name, the
names are listed.
"""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Fuzz the target that is named until it breaks or the time is over."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["coopctl"]):
        targets = import_module("fuzz.targets")
    if sys.argv[1:2] == [] or sys.argv[1] not in targets.TARGETS:
        raise SystemExit("one of: " + ", ".join(targets.TARGETS))
    target = targets.TARGETS[sys.argv.pop(1)]
    corpus = Path(mkdtemp())
    for number, sound in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(sound)
    words = corpus.with_suffix(".words")
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in target.words))
    atheris.Setup([sys.argv[0], f"-dict={words}", *sys.argv[1:], str(corpus)], lambda data: targets.tried(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
