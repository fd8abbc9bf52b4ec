"""What `caseload explain-plan` prints and writes."""

import json

import pytest

from planner.claims import Claims
from planner.domain import FACTS, Kind, PrivateProfile
from planner.intake import read_agency, write_agency
from tests.builders import a_case, a_worker, an_agency
from tests.cli.test_commands import run


@pytest.fixture
def folder(tmp_path):
    workers = [a_worker(f"w{n}") for n in range(6)]
    cases = [a_case(f"c{n}", kind=Kind.ADVOCACY) for n in range(3)]
    cases.append(a_case("c9", kind=Kind.ADVOCACY, language="polish", urgency=5))
    write_agency(an_agency(workers, cases), tmp_path / "agency")
    return tmp_path / "agency"


def test_a_page_with_every_part_and_nobody_named_where_burden_is_told(folder, tmp_path):
    before = tmp_path / "before.json"
    proposed = [{"case": "c9", "worker": "w77"}, {"case": "c0", "worker": "w99"}]
    before.write_text(json.dumps({"assignments": proposed, "unassigned": ["c1"]}))
    result = run("explain-plan", folder, "--before", before)
    assert result.exit_code == 0
    page = result.output
    assert "3 of 4 new cases have a worker" in page
    assert "Proven: no plan covers more." in page
    assert (
        "c9 (urgency 5): With all else as proposed, nobody can take it: 6 without the language" in page
    )
    assert "1. The language polish for w" in page
    assert "Proven: 1 more case with a worker (c9), coverage 42.9% to 100.0%" in page.replace("\n", " ")
    assert "w99 is not here any more." in page
    burden = page.split("Who carries what")[1].split("What even burden costs")[0]
    assert "blue" in burden
    assert not [f"w{n}" for n in range(6) if f"w{n}" in burden]
    assert max(map(len, page.splitlines())) <= 110


def test_of_few_people_nothing_is_told(tmp_path):
    write_agency(an_agency([a_worker("w1")], [a_case("c1")]), tmp_path / "agency")
    assert "Not told: there are fewer than 5 people." in run("explain-plan", tmp_path / "agency").output


def test_the_claims_can_be_read_back_and_the_same_question_has_the_same_answer(folder, tmp_path):
    plan = tmp_path / "plan.json"
    run("plan", folder, "--json", plan)
    first, second = (run("explain-plan", folder, "--plan", plan, "--json", "-") for _ in range(2))
    assert first.stdout == second.stdout
    claims = Claims.model_validate_json(json.dumps(json.loads(first.stdout)["claims"]))
    assert [claim.type for claim in claims.claims][:1] == ["bottleneck"]


def test_an_auditor_counts_with_own_limits_only_where_they_say_that_they_keep_them(folder):
    agency = read_agency(folder)
    limited = agency.changed(profiles=(PrivateProfile(worker="w0", limits=FACTS),))
    write_agency(limited, folder.parent / "limited")
    refused = run("explain-plan", folder.parent / "limited", "--as", "auditor")
    assert refused.exit_code == 2
    assert "--own-limits" in refused.stderr
    told = run("explain-plan", folder.parent / "limited", "--as", "auditor", "--own-limits")
    assert told.exit_code == 0


def test_a_plan_before_that_is_none_is_refused(folder, tmp_path):
    before = tmp_path / "before.json"
    before.write_text('{"assignments": [{"case": "c1"}]}')
    result = run("explain-plan", folder, "--before", before)
    assert result.exit_code == 2
    assert "before.json" in result.stderr


def test_without_a_plan_there_is_nothing_to_explain(tmp_path):
    agency = an_agency([a_worker("w1")], [a_case("c1", language="polish", must_assign=True)])
    write_agency(agency, tmp_path / "agency")
    assert run("explain-plan", tmp_path / "agency").exit_code == 3
