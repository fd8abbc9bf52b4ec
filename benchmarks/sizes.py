"""How a size is written on the command line: 300x150 is 300 workers and 150 cases."""

import argparse
import re


def size_of(text: str) -> tuple[int, int]:
    """Return workers and cases.

    Raises
    ------
    argparse.ArgumentTypeError
        It is no size.
    """
    found = re.fullmatch(r"([1-9]\d*)x([1-9]\d*)", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no size: write 300x150 for 300 workers, 150 cases")
    return int(found[1]), int(found[2])
