"""How one value stands in a TOML text."""

import json


def toml_text(value: object) -> str:
    """Return a value as TOML holds it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_text, value))}]"
    return str(value).lower()  # true, false, a number or a date
