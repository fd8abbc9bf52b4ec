"""A database made ready for the service: its tables are there."""

from sqlalchemy import Engine

from api.storage.tables import METADATA


def prepare(engine: Engine) -> None:
    """Make the tables that are not there yet; those that are stay as they are."""
    METADATA.create_all(engine)
