"""Is a case found that must be assigned and that nobody can be given?"""

from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import Fact, PrivateProfile, Safety, Step
from planner.intake import write_agency
from tests.builders import a_stage
from tests.doctor.clean import clean, records, with_case, with_worker

THREAT = {"threat_to_worker": Fact.YES, "safety_assessment": Safety.MISSING}


def test_a_case_with_a_known_threat_that_must_be_assigned_is_found():
    assert records("must-and-nobody", with_case("c1", must_assign=True, **THREAT)) == ("c1",)
    assert records("must-and-nobody", with_case("c1", **THREAT)) == ()
    assert records("must-and-nobody", with_case("c1", must_assign=True)) == ()


def test_needs_that_are_met_by_different_people_only_are_found():
    agency = with_case("c1", must_assign=True, licence="lcsw", skills_required=("court-work",))
    agency = with_worker("w1", agency, licences=("lcsw",))
    agency = with_worker("w2", agency, skills=("court-work",))
    assert records("must-and-nobody", agency) == ("c1",)
    assert records("must-and-nobody", with_worker("w1", agency, skills=("court-work",))) == ()


def test_a_case_too_large_for_everybody_is_found():
    large = with_case("c1", must_assign=True, stages=(a_stage(exposure=0, other=59 * 60),))
    assert records("must-and-nobody", large) == ("c1",)


def test_a_private_step_is_not_told():
    profiles = [PrivateProfile(worker=w, limits=(), step=Step.REST) for w in ("w1", "w2")]
    agency = with_case("c1", must_assign=True)
    assert records("must-and-nobody", agency.changed(profiles=tuple(profiles))) == ()


def test_the_last_line_says_that_no_plan_keeps_every_rule(tmp_path):
    write_agency(with_case("c1", must_assign=True, **THREAT), tmp_path / "made")
    ran = CliRunner().invoke(app, ["doctor", str(tmp_path / "made")])
    assert ran.exit_code == 1
    assert "No plan keeps every rule" in " ".join(ran.output.split())
    write_agency(clean(cases=with_case("c1", **THREAT).cases), tmp_path / "other")
    ran = CliRunner().invoke(app, ["doctor", str(tmp_path / "other")])
    assert "No plan keeps every rule" not in ran.output
    assert "A plan can be made" not in ran.output
