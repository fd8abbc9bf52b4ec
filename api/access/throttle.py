"""How often somebody may ask: sign-ins by address and by login, requests by who sends them.

It is counted in the memory of one process, and forgotten when that ends.
"""

from math import ceil
from time import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.errors import TooMany
from api.settings import Settings


class Throttle:
    """The counters of one running process; shared by all its threads."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._address = RateLimitItemPerMinute(settings.sign_ins_a_minute)
        self._login = RateLimitItemPerMinute(settings.tries_a_minute)
        self._actor = RateLimitItemPerMinute(settings.requests_a_minute)

    def sign_in(self, address: str, agency: str, login: str) -> None:
        """Count a try to sign in, or raise TooMany; a login nobody has is counted like any other."""
        self.visit(address)
        self._hit(self._login, "login", agency, login)

    def visit(self, address: str) -> None:
        """Count a request of somebody not yet known, or raise TooMany."""
        self._hit(self._address, "address", address)

    def guess(self, agency: str, user: str) -> None:
        """Count a secret shown within a session, or raise TooMany."""
        self._hit(self._login, "user", agency, user)

    def request(self, agency: str, actor: str) -> None:
        """Count a request of somebody known, or raise TooMany."""
        self._hit(self._actor, "actor", agency, actor)

    def _hit(self, item: RateLimitItem, *who: str) -> None:
        if not self._limiter.hit(item, *who):
            until = self._limiter.get_window_stats(item, *who).reset_time
            raise TooMany("Too many requests within a minute.", max(1, ceil(until - time())))
