"""Which commands there are."""

import typer

from planner.cli import (
    bench,
    certify,
    check,
    compare,
    demo,
    doctor,
    dose,
    explain,
    explain_plan,
    fairness,
    generate,
    new,
    picture,
    plan,
    policy,
    prices,
    rebalance,
    risk,
    rules,
    simulate,
    suggest,
    verify_claims,
    week,
)
from planner.cli.common import keep_stdout_clean

app = typer.Typer(
    name="caseload",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def caseload() -> None:
    """Who takes the next case, without breaking the people who take them."""
    keep_stdout_clean()


app.command("new")(new.new)
app.command("doctor")(doctor.doctor)
app.command("plan")(plan.plan)
app.command("prices")(prices.prices)
app.command("suggest")(suggest.suggest)
app.command("week")(week.week)
app.command("explain")(explain.explain)
app.command("explain-plan")(explain_plan.explain_plan)
app.command("check")(check.check)
app.command("certify")(certify.certify)
app.command("verify-claims")(verify_claims.verify_claims)
app.command("compare")(compare.compare)
app.command("fairness")(fairness.fairness)
app.command("rebalance")(rebalance.rebalance)
app.command("demo")(demo.demo)
app.command("generate")(generate.generate)
app.command("rules")(rules.rules)
app.add_typer(simulate.app, name="simulate")
app.add_typer(bench.app, name="bench")
app.add_typer(policy.app, name="policy")
app.add_typer(risk.app, name="risk")
app.add_typer(dose.app, name="dose")
app.add_typer(picture.app, name="picture")
