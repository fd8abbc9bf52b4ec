"""Is every example of a door of facts an answer that it can give?"""

from pydantic import BaseModel

from api.agencies import schemas as agencies
from api.assignments.schemas import AssignmentOut, AssignmentsOut
from api.cases.schemas import CaseOut
from api.examples.facts import OF_OPERATION
from api.exposures.schemas import DoseOut, ExposureOut
from api.policies.schemas import CurrentPolicyOut, PolicyDiff, PolicyOut
from api.teams.schemas import ReferralTypeOut, TeamOut
from api.workers.schemas import WorkerOut, WorkersOut
from tests.service.places import Place

SHAPES: dict[str, type[BaseModel]] = {
    "getAgency": agencies.AgencyOut,
    "listOffices": agencies.OfficesOut,
    "getTeam": TeamOut,
    "getReferralType": ReferralTypeOut,
    "getWorker": WorkerOut,
    "listWorkers": WorkersOut,
    "getCase": CaseOut,
    "getAssignment": AssignmentOut,
    "listAssignments": AssignmentsOut,
    "addExposure": ExposureOut,
    "correctExposure": ExposureOut,
    "getDose": DoseOut,
    "createPolicy": PolicyOut,
    "getCurrentPolicy": CurrentPolicyOut,
    "diffPolicies": PolicyDiff,
}


def test_an_example_has_the_shape_of_its_answer():
    for name, shape in SHAPES.items():
        value = OF_OPERATION[name]["an-answer"]["value"]
        assert shape.model_validate(value).model_dump() == value


def test_every_answer_of_a_door_of_facts_has_a_shape_and_an_example(place: Place):
    described = place.app().openapi()
    doors = [o for path in described["paths"].values() for o in path.values()]
    mine = [o for o in doors if o["operationId"] in OF_OPERATION]
    assert len(mine) == len(OF_OPERATION)
    for door in mine:
        for status, answer in door["responses"].items():
            if status.startswith("2"):
                content = answer["content"]["application/json"]
                assert content["examples"] == OF_OPERATION[door["operationId"]]
                assert "$ref" in content["schema"], (door["operationId"], status)
