"""Voice, as messengers and browsers record it: one track of sound, whole, and nothing else."""

from collections.abc import Iterator

from assistant.cases.attachments.media import BrokenFileError, UnsupportedFileError

_OGG_HEADER = 27
_FEWEST_FRAMES = 3
_KBITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_INSIDE = (b"moov", b"trak", b"mdia")
"""Boxes, each inside the one before; the innermost holds the kind of the track."""
_ABOUT = {b"udta", b"meta", b"uuid"}
"""Boxes that describe the recording: place, title, device."""
_SEGMENT, _TRACKS, _TRACK = 0x18538067, 0x1654AE6B, 0xAE
_TRACK_TYPE, _CODEC, _SOUND = 0x83, 0x86, b"\x02"


def ogg(data: bytes) -> bytes:
    """Opus in Ogg; every page is there to the last byte. Raises `BrokenFileError` otherwise."""
    at, streams = 0, set()
    while at < len(data):
        header = data[at : at + _OGG_HEADER]
        if len(header) < _OGG_HEADER or not header.startswith(b"OggS\0"):
            raise BrokenFileError("page")
        streams.add(header[14:18])
        table = data[at + _OGG_HEADER : at + _OGG_HEADER + header[26]]
        at += _OGG_HEADER + header[26] + sum(table)
    if at != len(data) or len(streams) != 1:
        raise BrokenFileError("end")
    if data[28:36] != b"OpusHead":
        raise UnsupportedFileError("not Opus")
    return data


def mp3(data: bytes) -> bytes:
    """The frames of an MP3 file alone: tags before them and data behind them are dropped."""
    at = begin = _after_tag(data)
    count = 0
    while (length := _frame_length(data[at : at + 4])) and at + length <= len(data):
        at, count = at + length, count + 1
    if count < _FEWEST_FRAMES:
        raise BrokenFileError("frames")
    return data[begin:at]


def _after_tag(data: bytes) -> int:
    """Where the first frame should be; an ID3v2 tag gives its size in four bytes of seven bits."""
    if not data.startswith(b"ID3"):
        return 0
    size = sum((byte & 127) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0)))
    end = 10 + size
    return end + len(data[end:]) - len(data[end:].lstrip(b"\0"))


def _frame_length(header: bytes) -> int:
    """Bytes of the Layer III frame that begins so; 0 if none does."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = (header[1] >> 3) & 3, header[2] >> 4, (header[2] >> 2) & 3
    if version not in _HERTZ or bitrate in {0, 15} or rate == 3:
        return 0
    is_first = version == 3
    kbits, padding = _KBITS[1 if is_first else 2][bitrate], (header[2] >> 1) & 1
    return (144 if is_first else 72) * kbits * 1000 // _HERTZ[version][rate] + padding


def mp4(data: bytes) -> bytes:
    """Sound in MP4 (M4A); boxes that describe the recording are blanked out."""
    kept, handlers, names = bytearray(data), set(), set()
    for name, begin, end in _boxes(data, 0, len(data), depth=0):
        names.add(name)
        if name == b"hdlr":
            handlers.add(data[begin + 8 : begin + 12])
        elif name in _ABOUT:
            kept[begin - 4 : end] = b"free" + bytes(end - begin)
    if not {b"moov", b"mdat"} <= names or handlers != {b"soun"}:
        raise UnsupportedFileError("not sound")
    return bytes(kept)


def _boxes(data: bytes, at: int, end: int, depth: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin and end of the content of every box that matters; they fill the space exactly."""
    while at < end:
        size, name, header = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if size == 1 and name == b"mdat":
            size, header = int.from_bytes(data[at + 8 : at + 16]), 16
        if size < header or at + size > end:
            raise BrokenFileError("box")
        yield name, at + header, at + size
        if depth < len(_INSIDE) and name == _INSIDE[depth]:
            yield from _boxes(data, at + header, at + size, depth + 1)
        at += size


def webm(data: bytes) -> bytes:
    """Opus in WebM, as browsers record it; raises for any other track."""
    tracks = [
        {id_: data[begin:end] for id_, begin, end in _elements(data, *track)}
        for track in _tracks(data)
    ]
    if b"webm" not in data[:64] or not tracks:
        raise BrokenFileError("tracks")
    if any(track.get(_TRACK_TYPE) != _SOUND for track in tracks):
        raise UnsupportedFileError("not sound")
    if any(track.get(_CODEC, b"").rstrip(b"\0") != b"A_OPUS" for track in tracks):
        raise UnsupportedFileError("not Opus")
    return data


def _tracks(data: bytes) -> Iterator[tuple[int, int]]:
    for id_, begin, end in _elements(data, 0, len(data)):
        if id_ != _SEGMENT:
            continue
        for inner, from_, to in _elements(data, begin, end):
            if inner == _TRACKS:
                yield from ((b, e) for i, b, e in _elements(data, from_, to) if i == _TRACK)
                return


def _elements(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Id, begin and end of the content of every EBML element; an unknown size reaches to `end`."""
    while at < end:
        id_, at = _number(data, at, end, keep_marker=True)
        size, begin = _number(data, at, end, keep_marker=False)
        unknown = (1 << 7 * (begin - at)) - 1
        stop = end if size == unknown else begin + size
        if stop > end:
            raise BrokenFileError("element")
        yield id_, begin, stop
        at = stop


def _number(data: bytes, at: int, end: int, *, keep_marker: bool) -> tuple[int, int]:
    """An EBML number and where it ends; its first byte gives its length."""
    length = 9 - data[at].bit_length() if at < end else 9
    if length > 8 or at + length > end:
        raise BrokenFileError("number")
    value = int.from_bytes(data[at : at + length])
    return value if keep_marker else value & ((1 << 7 * length) - 1), at + length
