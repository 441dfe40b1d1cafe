"""Long work without the garbage collector."""

import gc

import pytest

from quizgen.collecting import without_collection


def test_the_collector_goes_on_after_long_work() -> None:
    """Also where the work fails; it stays off for whoever has switched it off."""

    @without_collection()
    def work(*, fails: bool) -> bool:
        if fails:
            raise ValueError
        return gc.isenabled()

    assert gc.isenabled()
    assert not work(fails=False)
    assert gc.isenabled()
    with pytest.raises(ValueError, match=r"^$"):
        work(fails=True)
    assert gc.isenabled()
    gc.disable()
    try:
        work(fails=False)
        assert not gc.isenabled()
    finally:
        gc.enable()
