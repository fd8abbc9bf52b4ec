"""Does any answer of the service on PostgreSQL hold a byte of another agency, or tell that it is there?

Once as it is, and once with a program that has forgotten to ask for its own agency's rows alone, so that
row-level security alone stands between the agencies.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.snapshots.snapshot import Snapshots
from api.storage.engine import open_engine
from tests.service.access.forgetful import forgetful
from tests.service.access.judged import Outcome, outcomes
from tests.service.access.roles import ROLES
from tests.service.access.world import World, a_world, fill
from tests.service.places import FAR, two_teams
from tests.service.postgres import APPLICATION, Server

LET_IN = sorted(set(ROLES) - {"anonymous", "disabled", "expired", "pending", "program-bare"})


_KEEP = """DO $$ DECLARE one text; BEGIN
  CREATE SCHEMA first;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE first.%1$I AS TABLE public.%1$I', one);
  END LOOP; END $$"""
_AGAIN = """DO $$ DECLARE one text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'first' LOOP
    EXECUTE format('DELETE FROM public.%1$I', one);
    EXECUTE format('INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM first.%1$I', one);
  END LOOP; END $$"""
"""All tables, as a superuser and with no trigger: kept beside the others, and put back."""


@dataclass
class Guarded(World):
    """A world on PostgreSQL."""

    back: Callable[[], None] = lambda: None

    def again(self) -> None:
        """Put everything back as it was at first."""
        self.back()
        self.place.app().state.snapshots = Snapshots()


@contextmanager
def a_guarded_world(server: Server, template: str) -> Iterator[Guarded]:
    with server.database(template) as name:
        engine = open_engine(server.address(name, APPLICATION))
        world = Guarded(two_teams(engine), Path(), back=lambda: server.run(_AGAIN, name))
        fill(world)
        server.run(_KEEP, name)
        yield world
        engine.dispose()


@pytest.mark.ci
@pytest.mark.parametrize("asks_for_its_own", [True, False], ids=["as it is", "forgetful"])
def test_nothing_of_another_agency_is_told(
    postgres_server: Server, postgres_template: str, asks_for_its_own: bool
):
    with a_guarded_world(postgres_server, postgres_template) as world, ExitStack() as stack:
        forgotten = [] if asks_for_its_own else stack.enter_context(forgetful())
        judged = list(outcomes(world, LET_IN))
        own = [key for (_, side), key in world.ids.items() if side == "other-agency"]
    assert asks_for_its_own or len(forgotten) > len(judged)
    assert any(FAR in key for key in own)
    assert not leaks(judged, own)
    said = {(one.operation, one.side, one.role): one.said for one in judged}
    far = [key for key in said if key[1] == "other-agency"]
    assert len(far) > 50 * len(LET_IN)
    for operation, side, role in far:
        assert said[operation, side, role] == said[operation, "absent", role], (operation, role)
    assert sum(one.word in ("yes", "shown") for one in judged) > 100


def leaks(judged: list[Outcome], own: list[str]) -> list[tuple[str, str, str]]:
    """Return what holds the canary, or an id that only the other agency has."""
    found = []
    for one in judged:
        _, body, headers = one.said
        shown = body + repr(headers).encode()
        if any(key.encode() in shown for key in (FAR, *own)):
            found.append((one.operation, one.side, one.role))
    return found


def test_without_row_level_security_a_forgetful_program_would_tell(tmp_path: Path):
    with a_world(tmp_path) as world, forgetful():
        told = world.people["agency-admin"].get("/v1/workers").text
    assert FAR in told
