"""A program that has forgotten every condition by which it asks for its own agency's rows alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, true
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter


@contextmanager
def forgetful() -> Iterator[list[int]]:
    """Let every query forget `agency = ...`; yield a list with an entry for each that was forgotten."""
    forgotten: list[int] = []

    def without(element: Any, **_: Any) -> Any:
        if (
            isinstance(element, BinaryExpression)
            and element.operator is operators.eq
            and getattr(element.left, "key", None) == "agency"
            and isinstance(element.right, BindParameter)
        ):
            forgotten.append(1)
            return true()
        return None

    def forget(state: ORMExecuteState) -> None:
        statement: Any = state.statement
        state.statement = visitors.replacement_traverse(statement, {}, without)

    event.listen(Session, "do_orm_execute", forget)
    try:
        yield forgotten
    finally:
        event.remove(Session, "do_orm_execute", forget)
