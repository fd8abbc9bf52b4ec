"""The servers measured beside each other: the service, and a bare FastAPI + SQLModel skeleton.

Both run in one process under uvicorn on the same database engine, with the same number of rows. The
skeleton asks nobody who they are, keeps no record and judges nothing.
"""

import os
from typing import Any

from fastapi import FastAPI, HTTPException
from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, create_engine, select

URL, KEY, SKELETON = "CASELOAD_MEASURED_DATABASE", "CASELOAD_MEASURED_KEY", "CASELOAD_SKELETON_DATABASE"


def service() -> FastAPI:
    """Return the service as it is served."""
    from api.app import create_app
    from api.keys import Keys
    from api.settings import Settings
    from api.storage.clock import system_clock
    from api.storage.engine import open_engine
    from api.storage.store import Store

    keys = Keys(bytes.fromhex(os.environ[KEY]))
    store = Store(open_engine(os.environ[URL]), system_clock, keys.audit)
    return create_app(Settings(requests_a_minute=1_000_000), store, keys)


class Thing(SQLModel, table=True):
    """A case of the skeleton."""

    __tablename__ = "bare_case"

    id: str = Field(primary_key=True)
    data: dict[str, Any] = Field(sa_type=JSON)


class Ask(SQLModel, table=True):
    """What somebody was asked, in the skeleton."""

    __tablename__ = "bare_ask"

    id: int | None = Field(default=None, primary_key=True)
    case: str = Field(foreign_key="bare_case.id")
    worker: str


class ThingIn(SQLModel):
    """A case as the skeleton is sent one."""

    id: str
    data: dict[str, Any]


class AskIn(SQLModel):
    """What the skeleton is sent."""

    case: str
    worker: str


def skeleton() -> FastAPI:
    """Return the skeleton."""
    engine = create_engine(os.environ[SKELETON])
    app = FastAPI()

    @app.get("/v1/cases/{id}")
    def read_case(id: str) -> Thing:
        with Session(engine) as session:
            found = session.get(Thing, id)
            if found is None:
                raise HTTPException(404)
            return found

    @app.get("/v1/cases")
    def list_cases(limit: int = 100) -> list[Thing]:
        with Session(engine) as session:
            return list(session.exec(select(Thing).order_by(col(Thing.id)).limit(limit)))

    @app.post("/v1/cases", status_code=201)
    def add_case(body: ThingIn) -> Thing:
        with Session(engine) as session:
            row = Thing(id=body.id, data=body.data)
            session.add(row)
            session.commit()
            session.refresh(row)
            return row

    @app.post("/v1/asks", status_code=201)
    def ask(body: AskIn) -> Ask:
        with Session(engine) as session:
            row = Ask(case=body.case, worker=body.worker)
            session.add(row)
            session.commit()
            session.refresh(row)
            return row

    return app
