"""A small file does not take the machine's memory when it is unpacked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PROJECT

MOST_MB = 350
CODE = """
import re, sys
from pathlib import Path
from assistant.cases.attachments.media import media_of
from assistant.cases.attachments.cleaning import redrawn
data = Path(sys.argv[1]).read_bytes()
def most():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = most()
redrawn(data, media_of(data), 40_000_000)
print((most() - before) // 1024)
"""
DRAW = """
import sys
from PIL import Image
Image.new(sys.argv[2], (6300, 6300)).save(sys.argv[1])
"""


@pytest.mark.parametrize("mode", ["I;16", "RGBA"])
def test_a_large_picture_takes_bounded_memory(tmp_path: Path, mode: str) -> None:
    path, environment = tmp_path / "p.png", os.environ | {"PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-c", DRAW, str(path), mode], check=True)
    assert path.stat().st_size < 1_000_000
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < MOST_MB
