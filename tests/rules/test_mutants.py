"""Does comparing rows with plain checks catch a rule of which one face is removed or bent?"""

import pytest

from tests.rules.bending import Mutant
from tests.rules.mutants import mutants


@pytest.mark.parametrize("mutant", mutants(), ids=lambda m: f"{m.rule}: {m.face}, {m.how}")
def test_a_bent_rule_is_caught(mutant: Mutant):
    assert mutant.caught_after() is not None
