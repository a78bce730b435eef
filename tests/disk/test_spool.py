"""What is put by is the same in memory and in a file."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from coopctl.disk.spool import Spool

_STEPS = st.lists(st.tuples(st.integers(0, 30), st.binary(max_size=12), st.integers(0, 30)), max_size=6)


@given(_STEPS, st.integers(0, 40))
def test_a_spool_is_a_file(steps: list[tuple[int, bytes, int]], most: int) -> None:
    spool, file = Spool(most), BytesIO()
    try:
        for at, data, length in steps:
            for one in (spool, file):
                one.seek(at)
                one.write(data)
                one.seek(at // 2)
            assert spool.read(length) == file.read(length)
    finally:
        spool.close()


def test_only_what_is_small_stays_in_memory() -> None:
    spool = Spool(3)
    spool.write(b"abc")
    small = isinstance(spool._file, BytesIO)
    spool.write(b"d")
    assert (small, isinstance(spool._file, BytesIO)) == (True, False)
    spool.close()
