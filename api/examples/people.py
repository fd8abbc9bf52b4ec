"""Examples of signing in, of people and of API clients."""

from typing import Any

_SECRET = "3vQm9wYhR2-kXz_7LbNtP0aJcE5sUfGdViBoTqHr81M"  # noqa: S105  (made up)
_USER = "usr-3f0c5b7e9a1d2c4e6f80"

SIGN_IN: Any = {
    "with-a-code": {
        "summary": "With the second factor",
        "value": {
            "agency": "riverside",
            "login": "u-017",
            "password": "nine tall trees by 1 river",
            "code": "492039",
        },
    }
}
SIGNED_IN: dict[str, Any] = {
    "token": f"clss.riverside.{_SECRET}",
    "agency": "riverside",
    "user": _USER,
    "ends_at": "2025-10-06T21:00:00.000+00:00",
    "idle_minutes": 15,
    "pending": [],
}
STEP_UP: Any = {"a-code": {"summary": "A fresh code", "value": {"code": "114839"}}}
WHO: dict[str, Any] = {
    "agency": "riverside",
    "id": _USER,
    "role": "worker",
    "teams": [],
    "worker": "w-002",
    "may": [{"verb": "agency:read", "reach": "agency"}, {"verb": "dose:read", "reach": "own"}],
    "pending": [],
    "stepped_up": True,
}
NEW_PASSWORD: Any = {
    "another": {
        "summary": "Another password",
        "value": {"current": "one-time-secret-17", "new": "nine tall trees by 1 river"},
    }
}
CONFIRM: Any = {"a-code": {"summary": "What the authenticator shows", "value": {"code": "492039"}}}
SEED: dict[str, Any] = {
    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "address": "otpauth://totp/Caseload:riverside%2Fu-017"
    "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Caseload",
}
NEW_USER: Any = {
    "a-supervisor": {
        "summary": "A supervisor of one team",
        "value": {"login": "u-018", "role": "supervisor", "teams": ["north"], "worker": "w-001"},
    }
}
USER: dict[str, Any] = {
    "id": _USER,
    "login": "u-018",
    "role": "supervisor",
    "teams": ["north"],
    "worker": "w-001",
    "enabled": True,
    "second_factor": False,
    "other_account": False,
    "version": 1,
}
ADDED: dict[str, Any] = {"user": USER, "one_time_secret": "qT4wZ9-bXk2Lm7RvYc0JhPaE"}
CHANGE: Any = {
    "another-team": {"summary": "Another scope", "value": {"teams": ["north", "harbour"]}},
    "no-more": {"summary": "May not sign in any more", "value": {"enabled": False}},
}
RESET: Any = {
    "a-lost-phone": {"summary": "A lost phone", "value": {"forget_second_factor": True}},
}
NEW_API_CLIENT: Any = {
    "intake": {
        "summary": "An API client that brings cases of one team",
        "value": {"scopes": ["cases:read", "cases:write"], "teams": ["north"], "days": 90},
    }
}
API_CLIENT: dict[str, Any] = {
    "id": "clt-0a1b2c3d4e5f60718293",
    "scopes": ["cases:read", "cases:write"],
    "teams": ["north"],
    "expires_at": "2026-01-04T09:00:00.000+00:00",
    "revoked": False,
    "used_at": "2025-10-06T09:00:00.000+00:00",
    "version": 1,
}
API_CLIENT_ADDED: dict[str, Any] = {"api_client": API_CLIENT, "token": f"clsp.riverside.{_SECRET}"}
