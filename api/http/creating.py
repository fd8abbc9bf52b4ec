"""A PUT that makes or replaces: which of the two is meant has to be said."""

from api.errors import VersionMoved, VersionNeeded
from api.http.call import Call
from api.storage.tables.base import Versioned


def against_or_new(call: Call, row: Versioned | None) -> None:
    """Refuse a PUT that does not say what it saw: `If-None-Match: *` to make, If-Match to replace.

    Raises
    ------
    VersionNeeded
        It says neither.
    VersionMoved
        What is to be made is there already, or what is to be replaced is not, or is of another version.
    """
    headers = call.request.headers
    makes = headers.get("if-none-match", "").strip() == "*"
    if makes and row is not None:
        raise VersionMoved("There is one of this id already; read it, then send its ETag in If-Match.")
    if makes:
        return
    if row is not None:
        call.against(row)
    elif "if-match" in headers:
        raise VersionMoved("There is none of this id; to make it, send If-None-Match: *.")
    else:
        raise VersionNeeded("Send If-None-Match: * to make one, or the ETag you saw in If-Match.")
