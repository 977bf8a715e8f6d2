"""./lake sql-server, asked by PyHive and by beeline as BI tools ask."""

import re
import subprocess
from contextlib import closing

import pytest
from pyhive import hive
from pyhive.exc import OperationalError
from thrift.transport.TTransport import TTransportException

from cluster import free_port, wait_until
from conftest import REPOSITORY, SPARK_HOME, WORK, environment, lake, tables


@pytest.fixture(scope="module")
def server(demo):
    """The port of a server that runs while the tests of this file do."""
    port = free_port()
    command = [REPOSITORY / "lake", "sql-server", "--port", port, "--set", f"lake.root={demo}/lake"]
    log = WORK / "sql-server" / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=WORK / "sql-server", env=environment(), stdout=out, stderr=out
        )
        try:
            wait_until(lambda: process.poll() is not None or "SQL server on" in log.read_text(), "the server", 180)
            assert process.poll() is None, log.read_text()
            yield port
        finally:
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="module")
def ask(server):
    def connected():
        try:
            return hive.connect("127.0.0.1", server, username="analyst")
        except TTransportException:
            return None

    with closing(wait_until(connected, "a connection", 60)) as connection:

        def answer(sql):
            with closing(connection.cursor()) as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

        yield answer


def test_every_published_table__is_listed_and_counts_as_in_the_lake(demo, ask):
    published = tables(demo / "lake", "gold", "reports")
    listed = sorted(f"{layer}.{row[1]}" for layer in ("gold", "reports") for row in ask(f"SHOW TABLES IN {layer}"))
    assert listed == published
    query = " UNION ALL ".join(f"SELECT '{table}' AS name, count(*) AS n FROM {table}" for table in published)
    said = lake("sql", f"{query} ORDER BY name", "--format", "csv", "--set", f"lake.root={demo}/lake")
    assert [f"{name},{n}" for name, n in ask(f"{query} ORDER BY name")] == said.split()[1:]


def test_a_column__carries_its_comment(ask):
    described = {row[0]: row[2] for row in ask("DESCRIBE gold.campaign_daily_metrics")}
    assert described["messages_read"].startswith("Messages with a read receipt")
    assert all(described.values())


def test_safe_to_sum__leaves_out_what_does_not_add_up(ask):
    assert sorted(row[1] for row in ask("SHOW TABLES IN safe_to_sum")) == [
        "campaign_daily_activity",
        "campaign_daily_metrics",
        "campaign_daily_value",
        "campaign_failures",
        "campaign_summary",
        "conversions",
    ]
    columns = [row[0] for row in ask("DESCRIBE safe_to_sum.campaign_daily_metrics")]
    assert columns[:3] == ["campaign_id", "send_date", "messages_attempted"] and "total_conversions" in columns
    assert not {"unique_clicks", "recipients_delivered", "converting_recipients", "unique_clickers_sketch"} & set(columns)
    total = "SELECT sum(total_conversions) FROM {}.campaign_daily_metrics"
    assert ask(total.format("safe_to_sum")) == ask(total.format("gold")) != [(None,)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM gold.campaign_summary",
        "DROP VIEW gold.campaign_summary",
        "CREATE DATABASE mine",
        "INSERT INTO reports.conversions SELECT * FROM reports.conversions",
    ],
)
def test_a_statement_that_would_change_something__is_refused(ask, statement):
    with pytest.raises(OperationalError):
        ask(statement)


def test_a_lake_table_named_by_its_folder__cannot_be_changed_either(demo, ask):
    before = ask("SELECT count(*) FROM gold.campaign_summary")
    with pytest.raises(OperationalError, match="only answers queries"):
        ask(f"DELETE FROM delta.`{demo}/lake/gold/campaign_summary`")
    assert ask("SELECT count(*) FROM gold.campaign_summary") == before != [(0,)]


def test_beeline__speaks_jdbc_to_it(server):
    done = subprocess.run(
        [
            SPARK_HOME / "bin" / "beeline",
            *("-u", f"jdbc:hive2://127.0.0.1:{server}/gold", "--outputformat=csv2", "--silent=true"),
            *("-e", "SELECT currency_code, count(*) AS days FROM campaign_daily_value GROUP BY 1 ORDER BY 1"),
        ],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    # It shows its prompt as well, before the header or on a line of its own.
    assert re.findall(r"(?:^|> )(\w+),\w+$", done.stdout, re.MULTILINE) == ["currency_code", "ARS", "BRL", "MXN"], done.stdout
