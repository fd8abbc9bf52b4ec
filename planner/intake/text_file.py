"""What text a file holds, and why it may hold none that can be read."""

from pathlib import Path

from planner.intake.faults import refuse

MOST_BYTES = 50_000_000
_UTF8 = "UTF-8 text, which a spreadsheet saves as 'CSV UTF-8 (comma delimited)'"


def bytes_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what a file holds.

    Raises
    ------
    BadInput
        The file is missing, cannot be opened or is larger than `most` bytes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise refuse(path.name, "the file is missing.") from None
    except (OSError, ValueError):
        raise refuse(path.name, "this is not a file that can be opened.") from None
    if len(content) > most:
        raise refuse(path.name, "the file is too large.", allowed=f"up to {most // 1_000_000} MB")
    return content


def decoded(content: bytes, file: str) -> str:
    """Return bytes as text, without a byte-order mark.

    Raises
    ------
    BadInput
        There is nothing in it, or it is not UTF-8, or it holds a NUL character.
    """
    if not content.strip(b" \t\r\n\xef\xbb\xbf"):
        raise refuse(file, "the file is empty.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise refuse(file, "here the text is not UTF-8.", row=row, allowed=_UTF8) from None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise refuse(file, "here is a NUL character, so this is not text.", row=row, allowed=_UTF8)
    return text
