"""How a group of commands has one that need not be named: `caseload simulate Q.toml`."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

DEFAULT = "run"


class RunByDefault(TyperGroup):
    """A group whose command `run` is meant where none of its commands is named first."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before arguments that name no command."""
        first = args[0] if args else ""
        if first in self.commands or first in ctx.help_option_names:
            return super().parse_args(ctx, args)
        near = get_close_matches(first, self.commands, n=1)
        if near and not first.startswith("-") and not Path(first).exists():
            ctx.fail(f"There is no file and no command {first!r}. Did you mean {near[0]!r}?")
        return super().parse_args(ctx, [DEFAULT, *args])

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Say which commands there are, and all about the one that need not be named."""
        super().format_help(ctx, formatter)
        run = self.commands[DEFAULT]
        run.format_help(typer.Context(run, info_name=DEFAULT, parent=ctx), formatter)
