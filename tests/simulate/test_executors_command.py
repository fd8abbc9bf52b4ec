"""Is a question answered the same on a cluster, is what came kept, and do the certificates count?"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dask
import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.simulate.executors import Inline, Lost, results
from planner.simulate.runs import simulate
from tests.simulate.clusters import a_cluster
from tests.simulate.short_year import a_short_question, exactly
from tests.simulate.workloads import Telling

pytestmark = pytest.mark.ci

QUESTION = """
question = "An ordinary month?"
base = "{base}"
weeks = 3
runs = 4
policies = ["rotation", "spare-capacity"]
"""


def test_the_command_says_the_same_on_a_cluster(tmp_path):
    base = Path(__file__).parents[2] / "scenarios" / "rural-district"
    (tmp_path / "q.toml").write_text(QUESTION.replace("{base}", str(base)))
    ask = ["simulate", str(tmp_path / "q.toml"), "--json", "-", "--executor"]
    with a_cluster(tmp_path, "one", "other") as cluster:
        there = CliRunner().invoke(app, [*ask, str(cluster.executor)])
    here = CliRunner().invoke(app, [*ask, "inline"])
    assert there.exit_code == here.exit_code == 0, there.output
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_what_came_before_the_scheduler_went_away_is_kept(tmp_path):
    with a_cluster(tmp_path, "one") as cluster:

        def heard(number, found):
            if number == 2:
                cluster.kill("scheduler")

        tally = simulate(a_short_question(), 1000, cluster.executor, heard)
    assert 3 <= tally.runs < 1000
    assert isinstance(tally.cut_short, Lost)
    before = simulate(a_short_question(), tally.runs, Inline())
    assert exactly(tally.arms) == exactly(before.arms)


@pytest.fixture
def certificate(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Make a certificate that vouches for itself; yield the options that name it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    file = str(tmp_path / "certificate.pem")
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    rest = ["-nodes", "-days", "2", "-subj", "/CN=cluster", "-keyout", f"{file}.key", "-out", file]
    subprocess.run([*make, *rest], check=True, capture_output=True)
    ours = {"ca-file": file, "client.cert": file, "client.key": f"{file}.key"}
    with dask.config.set({f"distributed.comm.tls.{name}": value for name, value in ours.items()}):
        yield ("--tls-ca-file", file, "--tls-cert", file, "--tls-key", f"{file}.key")


def test_with_tls_the_certificates_are_those_of_dask_s_settings(tmp_path, certificate):
    with a_cluster(tmp_path, "one", transport="tls", options=certificate) as cluster:
        assert str(cluster.executor).startswith("tls://127.0.0.1:")
        assert list(results(Telling(tmp_path), range(3), cluster.executor)) == [0, 1, 4]
        plain = replace(cluster.executor, secure=False)
        with pytest.raises(Lost, match="No Dask scheduler answers at dask://"):
            list(results(Telling(tmp_path), range(3), plain))
