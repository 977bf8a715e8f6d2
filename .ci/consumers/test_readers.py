"""Readers that are not Spark open every published table and count what Spark counts."""

import csv
import io

import duckdb
import pytest
from deltalake import DeltaTable, QueryBuilder

from conftest import folder, lake, tables


@pytest.fixture(scope="module")
def published(demo):
    return tables(demo / "lake", "gold", "reports")


@pytest.fixture(scope="module")
def counted(demo, published):
    """Rows of every published table, as ./lake sql says."""
    query = " UNION ALL ".join(f"SELECT '{table}' AS name, count(*) AS n FROM {table}" for table in published)
    answer = lake("sql", query, "--format", "csv", "--set", f"lake.root={demo}/lake")
    return {row["name"]: int(row["n"]) for row in csv.DictReader(io.StringIO(answer))}


def test_published_tables__are_all_there(published, counted):
    declared = lake("jobs", "--markdown")
    assert published == sorted(name for name in counted)
    assert all(name in declared for name in published) and len(published) >= 8
    assert all(rows > 0 for rows in counted.values())


def test_delta_rs__counts_what_spark_counts(demo, counted):
    assert {table: DeltaTable(str(folder(demo / "lake", table))).count() for table in counted} == counted


def test_delta_rs_own_engine__reads_every_row(demo, counted):
    def rows(table):
        engine = QueryBuilder().register("t", DeltaTable(str(folder(demo / "lake", table))))
        return engine.execute("SELECT count(*) AS n FROM t").read_all()["n"][0].as_py()

    assert {table: rows(table) for table in counted} == counted


def test_duckdb__counts_what_spark_counts(demo, counted):
    def rows(table):
        read = DeltaTable(str(folder(demo / "lake", table))).to_pyarrow_dataset()
        return duckdb.from_arrow(read).count("*").fetchall()[0][0]

    assert {table: rows(table) for table in counted} == counted


def test_sums__are_the_same_to_the_cent(demo):
    value = "sum(total_conversion_value) AS total"
    by_currency = "GROUP BY currency_code ORDER BY currency_code"
    said = lake(
        "sql",
        f"SELECT currency_code, {value} FROM gold.campaign_daily_value {by_currency}",
        "--format",
        "csv",
        "--set",
        f"lake.root={demo}/lake",
    )
    daily = DeltaTable(str(demo / "lake" / "gold" / "campaign_daily_value")).to_pyarrow_dataset()
    read = duckdb.sql(f"SELECT currency_code, {value} FROM daily {by_currency}").fetchall()
    assert [tuple(row) for row in list(csv.reader(io.StringIO(said)))[1:]] == [(c, str(total)) for c, total in read]
    assert read


def test_every_column__carries_its_comment(demo, published):
    for table in published:
        for column in DeltaTable(str(folder(demo / "lake", table))).schema().fields:
            assert column.metadata.get("comment"), f"{table}.{column.name}"
