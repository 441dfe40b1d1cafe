"""What the files of a handout are called."""


def paper_file(name: str, version: str) -> str:
    """Return the name of a paper."""
    return f"{_stem(name, version)}.html"


def key_file(name: str, version: str) -> str:
    """Return the name of a paper's key."""
    return f"{_stem(name, version)}-key.html"


def answer_sheet_file(name: str, version: str) -> str:
    """Return the name of a paper's answer sheet."""
    return f"{_stem(name, version)}-answer-sheet.html"


def keys_file(name: str) -> str:
    """Return the name of the page with the answers of all versions at a glance."""
    return f"{name}-keys.html"


def _stem(name: str, version: str) -> str:
    return f"{name}-{version}" if version else name
