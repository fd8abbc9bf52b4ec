"""Does the command tell true claims from false ones, and refuse what it must not check?"""

import json

import pytest
from typer.testing import CliRunner

from api.cli import app
from planner.claims import Claims, Seen
from planner.domain import PrivateProfile, Step
from planner.intake import write_agency
from tests.builders import a_case, a_tier, a_worker, an_agency
from tests.verify.maker import Office, off


def run(*words):
    return CliRunner().invoke(app, ["verify-claims", *map(str, words)])


@pytest.fixture
def office() -> Office:
    return Office(an_agency([a_worker("w1"), a_worker("w2", languages=("polish",))], [a_case("c1")]))


def written(tmp_path, office: Office, *claims):
    folder, file = tmp_path / "agency", tmp_path / "claims.json"
    if not folder.exists():
        write_agency(office.agency, folder)
    file.write_text(Claims(plan=office.plan, claims=claims).model_dump_json())
    return folder, file


def test_true_claims_are_fine(tmp_path, office):
    claims = [office.cost_step("c1", worker) for worker in ("w1", "w2")]
    claims.append(office.standing("c1", "w2", beside=False))
    result = run(*written(tmp_path, office, *claims))
    assert result.exit_code == 0, result.output
    assert "cannot     c1 with w2  true" in result.output
    assert "3 of 3 claims are true." in result.output


def test_a_false_claim_is_told_with_its_reason(tmp_path, office):
    claim = office.cost_step("c1", "w2")
    where = written(tmp_path, office, claim, off(claim, -1))
    result = run(*where)
    assert result.exit_code == 1
    assert "No plan with w2 on c1 covers the same." in result.output
    assert "1 of 2 claims are true." in result.output
    out = tmp_path / "found.json"
    assert run(*where, "--json", out).exit_code == 1
    found = json.loads(out.read_text())
    assert not found["fine"]
    assert [each["verdict"] for each in found["claims"]] == ["true", "false"]


def test_many_claims_are_counted_by_type_and_false_ones_named(tmp_path, office):
    claim = office.cost_step("c1", "w2")
    result = run(*written(tmp_path, office, *[claim] * 24, off(claim, -1)))
    assert result.exit_code == 1
    assert "cost-step    24      1            0" in result.output
    assert "- cost-step, c1 with w2: false. No plan with w2 on c1 covers the same." in result.output


def test_what_are_no_claims_is_bad_input(tmp_path, office):
    folder, file = written(tmp_path, office, office.cost_step("c1", "w2"))
    text = json.loads(file.read_text())
    text["claims"][0]["value"] = 1.5
    file.write_text(json.dumps(text))
    result = run(folder, file)
    assert result.exit_code == 2
    assert "these are no claims; claims.0.cost-step.value" in result.output
    assert run(folder, tmp_path / "nowhere.json").exit_code == 2


def test_where_workers_have_own_limits_only_public_claims_are_checked_unasked(tmp_path):
    rest = PrivateProfile(worker="w1", step=Step.REST)
    workers, cases = [a_worker("w1"), a_worker("w2")], [a_case("c1", rubric=a_tier(4))]
    office = Office(an_agency(workers, cases, profiles=(rest,)))
    public = Office(office.agency.public())
    public.__dict__["plan"] = office.plan
    claim = office.standing("c1", "w1", beside=False)
    assert claim is not None
    folder, file = written(tmp_path, office, claim.model_copy(update={"seen": Seen.WORKER}))
    refused = run(folder, file)
    assert refused.exit_code == 2
    assert "such claims are checked only with --own-limits" in refused.output
    assert run(folder, file, "--own-limits").exit_code == 0
    assert run(*written(tmp_path, office, public.cost_step("c1", "w1"))).exit_code == 0
