"""`caseload risk`: the risk card, what it predicts, and what an agency's own answers say of it."""

from typing import Annotated

import typer

from planner.cli import risk_panel, risk_sensitivity, risk_survey, self_check
from planner.cli.card_file import CardFile, Setting, chosen_card
from planner.cli.common import Json, console, refusals, write_json

app = typer.Typer(help="The model behind predicted STS risk.", no_args_is_help=True)
app.command("fit")(risk_survey.fit)
app.command("simulate")(risk_survey.simulate)
app.command("update")(risk_survey.update)
app.command("placebo")(risk_panel.placebo)
app.command("self-check")(self_check.self_check)
app.command("sensitivity")(risk_sensitivity.sensitivity)


@app.command("card")
def card(card: CardFile = None, json: Json = None) -> None:
    """Print the risk card: what the study reported, the magnitudes used, and where each is from."""
    with refusals():
        from planner.present.card import card_page

        the_card = chosen_card(card)
        if write_json(the_card, json):
            console().print(card_page(the_card))


@app.command("predict")
def predict(
    setting: Setting,
    years: Annotated[float | None, typer.Option("--years", help="Years in the field.")] = None,
    dose: Annotated[
        float | None, typer.Option("--dose", min=0, help="Planned dose, exposure units a week.")
    ] = None,
    emotional_support: Annotated[
        float | None, typer.Option("--emotional-support", help="Use of emotional support, 2 to 8.")
    ] = None,
    organisational_practice: Annotated[
        float | None,
        typer.Option("--organisational-practice", help="STSI-OA mean of the unit, 0 to 200."),
    ] = None,
    z: Annotated[
        list[str] | None,
        typer.Option("--z", metavar="TERM=SDS", help="A term in SDs from its average; may be repeated."),
    ] = None,
    card: CardFile = None,
    json: Json = None,
) -> None:
    """Show what the card predicts for made-up values, as a range; nothing is stored.

    What is not given is averaged over everybody in the setting.
    """
    with refusals():
        from planner.present.prediction import prediction_page
        from planner.risk.asked import asked_setting, asked_z, planned_dose_z
        from planner.risk.prediction import predict as predicted
        from planner.risk.prediction import standardised

        the_card = chosen_card(card)
        values = {
            "experience": years,
            "emotional_support": emotional_support,
            "organisational_practice": organisational_practice,
        }
        given = standardised(the_card, {n: v for n, v in values.items() if v is not None})
        if dose is not None:
            given["indirect_dose"] = planned_dose_z(the_card, dose)
        answer = predicted(the_card, asked_setting(setting), given | asked_z(z or ()))
        if write_json(answer, json):
            console().print(prediction_page(answer, the_card))
