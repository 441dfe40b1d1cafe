"""Sheet records as JSON: what is written beside printed papers, to mark them by."""

from quizgen.sheet_file.reading import read_record
from quizgen.sheet_file.writing import FORMAT, SUFFIX, write_record

__all__ = ["FORMAT", "SUFFIX", "read_record", "write_record"]
