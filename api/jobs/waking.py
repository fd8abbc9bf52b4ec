"""How a new job is begun at once, where something works on jobs in this process."""

from fastapi import FastAPI


def wake(app: FastAPI) -> None:
    """Have jobs looked for now, where an engine works in this process."""
    engine = getattr(app.state, "job_engine", None)
    if engine is not None:
        engine.wake()
