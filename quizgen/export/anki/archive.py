"""Packs files into a zip archive, large ones on all processors, with the same bytes each time."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

_TIME = (1980, 1, 1, 0, 0, 0)
#: The lowest level: five times smaller for a fraction of the time; higher ones only take longer.
_LEVEL = 1
#: Bytes that are packed by themselves; a constant, so that the result depends on no machine.
_PART = 4_000_000
#: Above this an archive needs other headers.
_MOST = 2_000_000_000


def archived(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            if _PART < len(content) < _MOST:
                _put_large(archive, buffer, entry, content)
            else:
                archive.writestr(entry, content, compresslevel=_LEVEL)
    return buffer.getvalue()


def _put_large(
    archive: zipfile.ZipFile, buffer: io.BytesIO, entry: zipfile.ZipInfo, content: bytes
) -> None:
    """Put a file in packed; as the archive only takes plain ones, its entry is mended then."""
    archive.writestr(entry, _deflated(content), compress_type=zipfile.ZIP_STORED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.CRC, entry.file_size = zlib.crc32(content), len(content)
    buffer.seek(entry.header_offset)
    buffer.write(entry.FileHeader(zip64=False))


def _deflated(content: bytes) -> bytes:
    """Pack parts side by side: packed parts one behind the other are packed content."""
    starts = range(0, len(content), _PART)
    whole = memoryview(content)

    def part(start: int) -> bytes:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        last = start == starts[-1]
        packed = packer.compress(whole[start : start + _PART])
        return packed + packer.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)

    with ThreadPoolExecutor() as pool:
        return b"".join(pool.map(part, starts))
