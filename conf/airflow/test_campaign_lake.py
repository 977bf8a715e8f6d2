"""The DAGs, run by a real Airflow on a lake of their own. .ci/python-tests prepares both."""

import importlib.util
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
WORK = REPOSITORY / "target" / "consumers" / "airflow"
DAY = "2026-03-02"

SETTINGS = {
    "AIRFLOW_HOME": str(WORK / "home"),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": str(HERE),
    "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
    "LAKE_ROOT": str(WORK / "lake"),
    "LANDING_ROOT": str(WORK / "landing"),
    "CAMPAIGN_LAKE_REPORTS": str(WORK / "reports"),
}
os.environ.update(SETTINGS)


def launcher(*arguments):
    done = subprocess.run([REPOSITORY / "lake", *arguments], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(**environment):
    """The DAG file, imported with more environment."""
    os.environ.update(environment)
    try:
        spec = importlib.util.spec_from_file_location("campaign_lake_" + "_".join(environment), HERE / "campaign_lake.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        for name in environment:
            del os.environ[name]
        os.environ.update(SETTINGS)


@pytest.fixture(scope="session", autouse=True)
def airflow():
    """Airflow with a database of its own, which knows the DAGs."""
    command = Path(sys.executable).parent / "airflow"
    for arguments in (["db", "migrate"], ["dags", "reserialize"]):
        done = subprocess.run([command, *arguments], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def dags(airflow):
    return loaded()


@pytest.fixture(scope="session")
def day(dags):
    """The daily DAG's run of one day, over landing files that are there."""
    launcher("generate", "--out", str(WORK / "landing"), "--campaigns", "2", "--recipients", "60", "--days", "5")
    return run_of(dags.daily, "2026-03-03T08:00:00+00:00")


def run_of(dag, logical_date=None, **more):
    """One run to its end; a task that fails is not tried again, or the test would wait."""
    import pendulum

    for task in dag.tasks:
        task.retries = 0
    return dag.test(logical_date=pendulum.parse(logical_date) if logical_date else None, **more)


def states(run):
    return {task.task_id: str(task.state) for task in run.get_task_instances()}


def test_a_dag_file__is_imported_without_errors():
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(dag_folder=str(HERE))
    assert bag.import_errors == {}
    assert set(bag.dags) == {"campaign_lake", "campaign_lake_reports", "campaign_lake_rebuild"}


def test_the_tasks__are_the_jobs_of_the_launcher_in_data_order(dags):
    rows = re.findall(r"^\| `([a-z-]+)` \| [^|]* \| ([^|]*) \|", launcher("jobs", "--markdown"), re.MULTILINE)
    published = {
        job: [table for table in writes.strip().split(", ") if table.startswith(("gold.", "reports."))]
        for job, writes in rows
    }
    assert list(dags.JOBS.items()) == list(published.items())
    order = [task.task_id for task in dags.daily.topological_sort()]
    assert order == ["files_have_landed", *(job.replace("-", "_") for job in published)]


def test_a_task_that_fails__is_tried_twice_more(dags):
    assert {task.retries for task in dags.daily.tasks} == {2}


def test_a_day__runs_every_job(dags, day):
    assert str(day.state) == "success"
    assert set(states(day).values()) == {"success"}


def test_a_day__leaves_tables_whose_versions_and_counts_the_assets_tell(dags, day):
    from airflow.models.asset import AssetEvent
    from airflow.utils.session import create_session

    with create_session() as session:
        events = {e.asset.name: e.extra for e in session.query(AssetEvent).filter_by(source_run_id=day.run_id)}
    assert set(events) == set(dags.ASSETS)
    query = " UNION ALL ".join(f"SELECT '{table}' AS t, count(*) AS n FROM {table}" for table in events)
    lines = launcher("sql", query, "--format", "csv", "--set", f"lake.root={WORK}/lake").splitlines()
    counted = {table: int(rows) for table, rows in (line.split(",") for line in lines[1:])}
    for table, extra in events.items():
        assert extra["rows"] == counted[table], table
        assert extra["delta_version"] == dags.delta(table).version()
        assert (extra["from"], extra["to"]) == (DAY, DAY)
    assert events["reports.record_status"]["rows"] > 0


def test_new_files__are_those_that_the_lake_has_not_read(dags, day):
    assert dags.landed() and dags.landed() == dags.ingested()
    late = WORK / "landing" / "clicks" / "late.jsonl"
    hidden = late.with_name("_late.jsonl")
    try:
        hidden.write_text("{}")
        assert dags.landed() == dags.ingested()
        hidden.rename(late)
        assert dags.landed() - dags.ingested() == {str(late)}
    finally:
        late.unlink()


@pytest.fixture
def post_office():
    """An SMTP server on this machine; the mails that it took."""
    from aiosmtpd.controller import Controller

    class Box(list):
        async def handle_DATA(self, server, session, envelope):
            self.append(envelope)
            return "250 OK"

    # The controller knocks at the port that it was told, so it cannot be told "any".
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box = Box()
    office = Controller(box, hostname="127.0.0.1", port=port)
    office.start()
    try:
        yield box, {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_SECURITY": "none", "MAIL_FROM": "lake@example.com"}
    finally:
        office.stop()


def test_reports__of_a_day_are_written_and_mailed(day, post_office, monkeypatch):
    box, server = post_office
    for name, value in server.items():
        monkeypatch.setenv(name, value)
    mailed = loaded(CAMPAIGN_LAKE_MAIL_TO="ana@example.com")
    run = run_of(mailed.reports, run_conf={"from": DAY, "to": DAY})
    assert set(states(run).values()) == {"success"}
    written = WORK / "reports" / f"{DAY}_{DAY}"
    assert sorted(file.name for file in written.iterdir()) == ["conversions.csv", "overview.json", "record-status.csv"]
    overview = json.loads((written / "overview.json").read_text())
    assert (overview["from"], overview["to"]) == (DAY, DAY) and overview["metrics"]["messages_attempted"] > 0
    assert len((written / "record-status.csv").read_text().splitlines()) == 1 + overview["metrics"]["messages_attempted"]
    assert [mail.rcpt_tos for mail in box] == [["ana@example.com"]] * 2
    assert all(DAY.encode() in mail.content for mail in box)


def test_reports__reach_nobody_where_nobody_is_named(dags, day):
    run = run_of(dags.reports, run_conf={"from": DAY, "to": DAY}, mark_success_pattern="write_.*")
    assert str(run.state) == "success"
    skipped = {task for task, state in states(run).items() if state == "skipped"}
    assert skipped == {"somebody_gets_mail", "mail_overview", "mail_conversions"}


def test_reports__are_due_when_the_day_is_over(dags, day):
    from airflow.models.asset import AssetDagRunQueue
    from airflow.utils.session import create_session

    with create_session() as session:
        due = {asset.name for asset in due_assets(session.query(AssetDagRunQueue), session)}
    assert due == {asset.name for asset in dags.REPORTED}


def due_assets(queue, session):
    from airflow.models.asset import AssetModel

    return [session.get(AssetModel, entry.asset_id) for entry in queue if entry.target_dag_id == "campaign_lake_reports"]


def test_reports__take_their_days_from_the_runs_whose_tables_are_new(dags):
    def event(first, last):
        return SimpleNamespace(extra={"from": first, "to": last})

    events = {"a": [event("2026-03-02", "2026-03-02"), event("2026-03-04", "2026-03-05")], "b": []}
    assert dags.chosen("from", {}, events) == "2026-03-02"
    assert dags.chosen("to", {"to": None}, events) == "2026-03-05"
    assert dags.chosen("to", {"to": "2026-04-01"}, events) == "2026-04-01"


def test_days_computed_anew__leave_the_same_tables(dags, day):
    before = {table: dags.delta(table).count() for table in dags.ASSETS}
    run = run_of(dags.rebuild, run_conf={"from": DAY, "to": DAY})
    assert str(run.state) == "success"
    assert {table: dags.delta(table).count() for table in dags.ASSETS} == before


def test_on_a_cluster__each_job_is_a_spark_submit_of_the_shipped_jar():
    from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

    cluster = loaded(CAMPAIGN_LAKE_SPARK_CONN_ID="spark_campaign_lake")
    jobs = [task for task in cluster.daily.tasks if task.task_id != "files_have_landed"]
    assert len(jobs) == len(cluster.JOBS) and all(isinstance(job, SparkSubmitOperator) for job in jobs)
    assert Path(jobs[0].application).is_file() and Path(jobs[0].properties_file).is_file()


@pytest.fixture
def submitting(monkeypatch):
    """The DAGs as on a cluster, with a spark-submit that runs Spark on this machine."""
    (spark,) = (REPOSITORY / "target" / "python" / "lake" / "lib").glob("python*/site-packages/pyspark")
    monkeypatch.setenv("SPARK_HOME", str(spark))
    monkeypatch.setenv("PATH", f"{spark}/bin", prepend=os.pathsep)
    monkeypatch.setenv("AIRFLOW_CONN_SPARK_CAMPAIGN_LAKE", json.dumps({"conn_type": "spark", "host": "local[2]"}))

    def dags(**more):
        return loaded(CAMPAIGN_LAKE_SPARK_CONN_ID="spark_campaign_lake", **more)

    return dags


def test_on_a_cluster__a_command_runs_by_spark_submit(day, submitting):
    run = run_of(submitting().rebuild, run_conf={"from": DAY, "to": DAY}, mark_success_pattern="rebuild")
    assert states(run) == {"plan": "success", "rebuild": "success"}


def test_on_a_cluster__a_failed_job_is_a_failed_task(day, submitting):
    nowhere = submitting(LANDING_ROOT=str(WORK / "nowhere"))
    run = run_of(nowhere.daily, "2026-03-06T08:00:00+00:00", mark_success_pattern="files_have_landed")
    assert states(run)["ingest_landing"] == "failed" and str(run.state) == "failed"


# The last one: its lake is stopped by what was rejected.
def test_a_failed_job__is_a_failed_task_and_a_failed_run(dags, day):
    broken = WORK / "landing" / "orders" / "vtex" / "broken.jsonl"
    broken.write_text("this is no document\n" * 40)
    try:
        run = run_of(dags.daily, "2026-03-04T08:00:00+00:00")
    finally:
        broken.unlink()
    assert str(run.state) == "failed"
    assert states(run)["ingest_landing"] == "failed"
    assert {state for task, state in states(run).items() if task not in ("files_have_landed", "ingest_landing")} == {
        "upstream_failed"
    }
