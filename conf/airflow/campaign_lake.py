"""Campaign Lake in Airflow 3: every job in data order, the reports that follow, days computed anew.

Where things are comes from the environment of Airflow's processes; README.md beside this file
lists the names.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import fsspec
import pendulum
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk import (
    DAG,
    Asset,
    BaseOperator,
    CronDataIntervalTimetable,
    Param,
    PokeReturnValue,
    chain,
    task,
)
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from deltalake import DeltaTable, QueryBuilder

HOME = Path(os.environ.get("CAMPAIGN_LAKE_HOME") or Path(__file__).resolve().parents[2])
LAKE_ROOT = os.environ.get("LAKE_ROOT", f"{HOME}/lake-data")
LANDING_ROOT = os.environ.get("LANDING_ROOT", f"{HOME}/landing")
ZONE = os.environ.get("LAKE_ZONE", "America/Sao_Paulo")
REPORTS = os.environ.get("CAMPAIGN_LAKE_REPORTS", f"{HOME}/reports")
MAIL_TO = os.environ.get("CAMPAIGN_LAKE_MAIL_TO", "")
# The name of an Airflow connection to a Spark cluster; without it the launcher runs Spark here.
SPARK_CONNECTION = os.environ.get("CAMPAIGN_LAKE_SPARK_CONN_ID", "")

# Each job, in data order, and the published tables that it writes; a test compares this with
# ./lake jobs.
JOBS = {
    "ingest-landing": [],
    "type-message-events": [],
    "type-sends": [],
    "learn-aliases": [],
    "fold-clicks": [],
    "fold-messages": [],
    "fold-orders": [],
    "fold-carts": [],
    "fold-campaigns": [],
    "fold-recipients": [],
    "attribute-orders": [],
    "aggregate-days": ["gold.campaign_daily_value", "gold.campaign_failures", "gold.campaign_daily_metrics"],
    "aggregate-activity": ["gold.campaign_daily_activity"],
    "summarize-campaigns": ["gold.campaign_summary"],
    "publish-permissions": ["reports.sending_permissions"],
    "report-record-status": ["reports.record_status"],
    "report-conversions": ["reports.conversions"],
}

LANDING_FOLDERS = ["campaigns", "sends", "meta", "gupshup", "clicks", "orders/vtex", "carts/vtex"]
LANDING_ENDINGS = (".json", ".jsonl", ".csv", ".gz")

# Named by table, not by place: an asset stays the same when the lake moves.
ASSETS = {
    table: Asset(name=table, uri=f"x-campaign-lake://{table.replace('.', '/')}")
    for tables in JOBS.values()
    for table in tables
}

# What the reports read; all of it is new before they are made.
REPORTED = [ASSETS[table] for table in ("gold.campaign_daily_metrics", "reports.record_status", "reports.conversions")]


class LakeOperator(BaseOperator):
    """One command of the launcher, with its arguments as they are: no shell reads them."""

    template_fields = ("arguments",)
    WRONG_USAGE = 2

    def __init__(self, *, arguments, **more):
        super().__init__(**more)
        self.arguments = arguments
        self.process = SubprocessHook()

    def execute(self, context):
        done = self.process.run_command([str(HOME / "lake"), *self.arguments], cwd=str(HOME))
        if done.exit_code == self.WRONG_USAGE:
            # Another try would say the same.
            raise AirflowFailException(done.output)
        if done.exit_code != 0:
            raise AirflowException(done.output)

    def on_kill(self):
        self.process.send_sigterm()


def lake(task_id, *arguments, **more):
    """A task that runs one command: with the launcher, or by spark-submit on the cluster."""
    arguments = [
        *arguments,
        *("--conf", f"{HOME}/conf/lake.conf"),
        *("--set", f"lake.root={LAKE_ROOT}"),
        *("--set", f"landing.root={LANDING_ROOT}"),
        *("--set", f"lake.zone={ZONE}"),
    ]
    if not SPARK_CONNECTION:
        return LakeOperator(task_id=task_id, arguments=arguments, **more)
    return SparkSubmitOperator(
        task_id=task_id,
        conn_id=SPARK_CONNECTION,
        name=f"campaign-lake {task_id}",
        java_class="io.campaignlake.Main",
        application=f"{HOME}/jobs/target/campaign-lake.jar",
        properties_file=f"{HOME}/conf/spark-defaults.conf",
        application_args=arguments,
        **more,
    )


def delta(table):
    """A table of the lake without Spark; its storage is named as delta-rs names it."""
    return DeltaTable(f"{LAKE_ROOT.replace('s3a://', 's3://')}/{table.replace('.', '/')}")


def first_day(dag_run):
    """The first send day of a run: the day on which its interval begins."""
    begin = dag_run.data_interval_start or dag_run.run_after - timedelta(days=1)
    return pendulum.instance(begin).in_timezone(ZONE).to_date_string()


def last_day(dag_run):
    """The last send day of a run, included: the one before its interval ends."""
    end = dag_run.data_interval_end or dag_run.run_after
    return pendulum.instance(end).in_timezone(ZONE).subtract(days=1).to_date_string()


def writes(tables, days):
    """Outlets of a task, each told with its Delta version, its rows and the send days in question."""

    def tell(context, result=None):
        first, last = days(context)
        for table in tables:
            now = delta(table)
            context["outlet_events"][ASSETS[table]].extra = {
                "delta_version": now.version(),
                "rows": now.count(),
                "from": first,
                "to": last,
            }

    return {"outlets": [ASSETS[table] for table in tables], "post_execute": tell} if tables else {}


def pathless(uri):
    """A path without its scheme: Hadoop writes file:/x and s3a://x where others write /x and s3://x."""
    return re.sub(r"^[a-z0-9]+:/+", "/", uri)


def landed():
    """The files that the jobs would read: those being written begin with . or _."""
    files, root = fsspec.url_to_fs(LANDING_ROOT.replace("s3a://", "s3://"))
    return {
        "/" + path.lstrip("/")
        for folder in LANDING_FOLDERS
        for path in files.find(f"{root}/{folder}")
        if path.endswith(LANDING_ENDINGS) and not path.rsplit("/", 1)[1].startswith((".", "_"))
    }


def ingested():
    """The files that the lake has read, from its own log of them."""
    location = f"{LAKE_ROOT.replace('s3a://', 's3://')}/raw/landing_files"
    if not DeltaTable.is_deltatable(location):
        return set()
    # The log has deletion vectors, which delta-rs reads by query only.
    rows = QueryBuilder().register("files", DeltaTable(location)).execute("SELECT path FROM files").read_all()
    return {pathless(path.as_py()) for path in rows["path"]}


DEFAULTS = {"retries": 2, "retry_delay": timedelta(minutes=5)}
MACROS = {"first_day": first_day, "last_day": last_day}

with DAG(
    "campaign_lake",
    description="Every job over what is new, in data order.",
    # A plain cron has intervals of no width in Airflow 3; the reports need the day.
    schedule=CronDataIntervalTimetable("0 5 * * *", timezone=ZONE),
    start_date=pendulum.datetime(2026, 3, 1, tz=ZONE),
    # Jobs go on from their own progress: one run takes in all that was missed.
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    user_defined_macros=MACROS,
    doc_md=__doc__,
) as daily:

    @task.sensor(mode="reschedule", poke_interval=300, timeout=6 * 60 * 60, soft_fail=True)
    def files_have_landed():
        new = landed() - ingested()
        return PokeReturnValue(is_done=bool(new), xcom_value=len(new))

    def interval(context):
        return first_day(context["dag_run"]), last_day(context["dag_run"])

    def of(job, tables):
        # A day without files still passes: campaign commands are news as well.
        rule = "none_failed" if job == "ingest-landing" else "all_success"
        return lake(job.replace("-", "_"), job, trigger_rule=rule, **writes(tables, interval))

    # One after the other: a lake lets one job at a time write.
    chain(files_have_landed(), *(of(job, tables) for job, tables in JOBS.items()))


def chosen(name, params, events):
    """A day given by hand, else the earliest or latest day of the runs whose tables are new."""
    if params.get(name):
        return params[name]
    days = [event.extra[name] for told in events.values() for event in told]
    if not days:
        raise AirflowFailException(f"no day to report: give {name}, or let a run of campaign_lake end")
    return min(days) if name == "from" else max(days)


def day(required):
    return Param(type="string" if required else ["null", "string"], format="date", **({} if required else {"default": None}))


with DAG(
    "campaign_lake_reports",
    description="The reports of the days whose tables are new, as files and by mail.",
    schedule=REPORTED,
    start_date=pendulum.datetime(2026, 3, 1, tz=ZONE),
    max_active_runs=1,
    default_args=DEFAULTS,
    user_defined_macros={"chosen": chosen},
    params={"from": day(required=False), "to": day(required=False)},
) as reports:
    FROM = "{{ chosen('from', params, triggering_asset_events) }}"
    TO = "{{ chosen('to', params, triggering_asset_events) }}"
    RANGE = ("--from", FROM, "--to", TO)

    @task
    def somebody_gets_mail():
        if not MAIL_TO:
            raise AirflowSkipException("no mail is sent: CAMPAIGN_LAKE_MAIL_TO names nobody")

    files = [
        lake(f"write_{kind.replace('-', '_')}", "report", kind, *RANGE, "--format", form,
             "--out", f"{REPORTS}/{FROM}_{TO}/{kind}.{form}")
        for kind, form in (("overview", "json"), ("record-status", "csv"), ("conversions", "csv"))
    ]
    mails = [
        # Under one delivery id nobody gets the same report twice, however often the task is tried.
        lake(f"mail_{kind}", "report", kind, *RANGE, "--email", MAIL_TO, "--delivery-id", "{{ run_id }}")
        for kind in ("overview", "conversions")
    ]
    chain(*files, somebody_gets_mail(), *mails)

with DAG(
    "campaign_lake_rebuild",
    description="Computes the tables of some send days anew, after a correction.",
    schedule=None,
    start_date=pendulum.datetime(2026, 3, 1, tz=ZONE),
    max_active_runs=1,
    default_args=DEFAULTS,
    params={"from": day(required=True), "to": day(required=True)},
) as rebuild:
    dates = ("--from", "{{ params['from'] }}", "--to", "{{ params['to'] }}")

    def given(context):
        return context["params"]["from"], context["params"]["to"]

    chain(lake("plan", "rebuild", "--plan", *dates), lake("rebuild", "rebuild", *dates, **writes(list(ASSETS), given)))
