"""The zip archive around a package: large files are packed in parts."""

import zipfile
from io import BytesIO

from quizgen.export.anki.archive import archived

PART = 4_000_000


def test_files_of_all_sizes_come_out_as_they_went_in() -> None:
    """Empty, small, of several parts, and one byte to either side of a part's end."""
    words = bytes(n * n % 251 for n in range(9_000)) * 1_000
    sizes = (0, 1, PART, PART + 1, 2 * PART, 2 * PART + 1)
    files = {f"{size}": words[:size] for size in sizes}

    content = archived(files)

    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(files)
        assert {name: archive.read(name) for name in files} == files
        assert all(it.compress_type == zipfile.ZIP_DEFLATED for it in archive.infolist())
    assert len(content) < sum(sizes) / 20
    assert archived(files) == content


def test_an_archive_is_read_from_its_front_too() -> None:
    """Readers that go through the local headers find the same as those that use the list."""
    content = archived({"large": b"x" * (PART + 1), "small": b"y"})

    with zipfile.ZipFile(BytesIO(content)) as archive:
        for entry in archive.infolist():
            header = content[entry.header_offset :][:30]
            assert int.from_bytes(header[8:10], "little") == entry.compress_type
            assert int.from_bytes(header[14:18], "little") == entry.CRC
            assert int.from_bytes(header[18:22], "little") == entry.compress_size
            assert int.from_bytes(header[22:26], "little") == entry.file_size
