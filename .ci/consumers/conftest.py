"""What the consumers' tests share: the repository, a JDK, the launcher, the demo's lake."""

import os
import subprocess
from pathlib import Path

import pyspark
import pytest
from deltalake import DeltaTable

REPOSITORY = Path(__file__).resolve().parents[2]
WORK = REPOSITORY / "target" / "consumers"
JAR = REPOSITORY / "jobs" / "target" / "campaign-lake.jar"
SPARK_DEFAULTS = REPOSITORY / "conf" / "spark-defaults.conf"
SPARK_HOME = Path(pyspark.__file__).parent

# A pyspark of another release than the jar's would test something that nobody runs.
SPARK_VERSION = "4.1.3"


def environment(**more):
    """The environment of a process: other Spark installations and settings stay out."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "PYSPARK_", "LAKE_", "LANDING_"))}
    return {**kept, "SPARK_HOME": str(SPARK_HOME), **more}


def lake(*arguments):
    """Runs ./lake, which must succeed, and returns its standard output."""
    done = subprocess.run(
        [REPOSITORY / "lake", *map(str, arguments)],
        cwd=WORK,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, f"./lake {' '.join(map(str, arguments))}\n{done.stderr}"
    return done.stdout


def tables(root, *layers):
    """The Delta tables of these layers, as <layer>.<table>."""
    return sorted(
        f"{table.parent.name}.{table.name}"
        for layer in layers
        for table in (root / layer).iterdir()
        if (table / "_delta_log").is_dir()
    )


def folder(root, table):
    return root.joinpath(*table.split("."))


@pytest.fixture(scope="session")
def demo():
    """The demo's folder, which .ci/python-tests has made; only read here."""
    made = WORK / "demo"
    assert DeltaTable.is_deltatable(str(made / "lake" / "gold" / "campaign_summary")), f"no demo in {made}"
    assert pyspark.__version__ == SPARK_VERSION
    return made
