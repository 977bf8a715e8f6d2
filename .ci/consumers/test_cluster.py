"""The shipped jar under spark-submit, on a standalone cluster: the tables of local mode, executors killed or not."""

import subprocess
from collections import Counter
from functools import cache

import pytest
from pyspark.sql import SparkSession

from cluster import running, wait_until
from conftest import JAR, SPARK_DEFAULTS, SPARK_HOME, WORK, environment, folder, lake, tables

NOW = "2026-06-15T00:00:00Z"
PLACE = WORK / "cluster"
LAYERS = ("silver", "attribution", "gold", "reports")


def submit(cluster, name, log):
    """Starts the whole run on the cluster, from a machine whose zone is another one."""
    command = [
        SPARK_HOME / "bin" / "spark-submit",
        *("--master", cluster.master),
        *("--class", "io.campaignlake.Main"),
        *("--properties-file", SPARK_DEFAULTS),
        *("--conf", "spark.executor.memory=768m"),
        *("--conf", "spark.sql.shuffle.partitions=3"),
        *("--conf", "spark.log.level=ERROR"),
        *("--name", name),
        JAR,
        *("run", "--now", NOW),
        *("--set", f"lake.root={PLACE / name}", "--set", f"landing.root={PLACE / 'landing'}"),
    ]
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=PLACE,
        env=environment(TZ="Asia/Tokyo", SPARK_LOCAL_IP="127.0.0.1"),
        stdout=subprocess.DEVNULL,
        stderr=log,
    )


@pytest.fixture(scope="module")
def local():
    """The same landing files in local mode."""
    lake("generate", "--out", PLACE / "landing", "--campaigns", 3, "--recipients", 150, "--days", 10)
    lake("run", "--now", NOW, "--set", f"lake.root={PLACE}/local", "--set", f"landing.root={PLACE}/landing")
    return PLACE / "local"


@pytest.fixture(scope="module")
def cluster(local):
    with running(PLACE / "spark") as started:
        yield started


def started_jobs(log):
    return log.read_text().count(" rows in ")


@pytest.fixture(scope="module")
def whole(cluster):
    """A run that nothing disturbs."""
    log = PLACE / "whole.log"
    with log.open("w") as out:
        assert submit(cluster, "whole", out).wait(500) == 0, log.read_text()
    return PLACE / "whole"


@pytest.fixture(scope="module")
def disturbed(cluster):
    """A run whose executors die twice: one during the ingestion, later both."""
    log = PLACE / "disturbed.log"
    with log.open("w") as out:
        run = submit(cluster, "disturbed", out)
        try:
            wait_until(lambda: len(cluster.executors()) == 2, "two executors", 120)
            # The raw tables' first files are being written now.
            wait_until(lambda: list((PLACE / "disturbed" / "raw").glob("*/*.parquet")), "the ingestion", 120)
            cluster.executors()[0].kill()
            wait_until(lambda: started_jobs(log) >= 4, "the fourth job", 300)
            wait_until(lambda: len(cluster.executors()) == 2, "a second executor again", 60)
            for executor in cluster.executors():
                executor.kill()
            assert run.wait(500) == 0, log.read_text()
        finally:
            if run.poll() is None:
                run.kill()
    return PLACE / "disturbed"


def session():
    """The Spark that reads the tables; they are tiny, so generated code would cost more than it brings."""
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", JAR)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate()
    )


@cache
def rows(root, table):
    """How often each row stands in a table; no lake changes once it is compared."""
    read = session().read.format("delta").load(str(folder(root, table)))
    # Columns with an underscore say how a row came, not what it is; a sketch is not one sequence of bytes.
    columns = (column for column in read.columns if not column.startswith("_") and not column.endswith("_sketch"))
    return Counter(str(row) for row in read.select(*columns).collect())


def differences(one, other):
    """Tables whose rows are not the same, with how many rows each side has alone."""
    found = {}
    for table in tables(one, *LAYERS):
        left, right = rows(one, table), rows(other, table)
        if left != right:
            found[table] = (left - right).total(), (right - left).total()
    return found


def test_a_run_on_the_cluster__used_both_workers(cluster, whole):
    application = cluster.state()["completedapps"][0]
    assert (application["state"], application["cores"]) == ("FINISHED", 2)
    assert cluster.executors_started(application["id"]) == 2


def test_a_run_on_the_cluster__leaves_the_tables_of_local_mode(local, whole):
    assert tables(whole, *LAYERS) == tables(local, *LAYERS)
    assert differences(local, whole) == {}


def test_a_run_whose_executors_were_killed__leaves_the_same_tables(cluster, local, disturbed):
    application = max(cluster.state()["completedapps"], key=lambda app: app["starttime"])
    assert application["state"] == "FINISHED"
    assert cluster.executors_started(application["id"]) >= 5
    assert differences(local, disturbed) == {}


def test_the_comparison__sees_a_difference(demo, local):
    assert "silver.messages" in differences(local, demo / "lake")
