"""A copy of the disk without its keys: nothing that was planted can be guessed from it."""

from pathlib import Path

from bench.cracking.attack import attack

_VALUES, _SECONDS = 700, 30.0


async def test_a_copy_of_the_disk_gives_no_value_away(tmp_path: Path) -> None:
    told = await attack(tmp_path, _VALUES, _SECONDS, seed=14)
    assert told.control == told.planted, "a cracker that finds no plain hash shows nothing"
    assert told.guesses > 10 * told.planted, "not even the short list was tried"
    assert told.recovered == 0
