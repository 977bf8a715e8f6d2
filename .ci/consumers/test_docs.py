"""Every command of the docs as it stands there, in their order, on the lake of the README's example."""

import json
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from cluster import free_port, wait_until
from conftest import REPOSITORY, WORK, environment

DOCS = [REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "OPERATIONS.md", "SECURITY.md", "SEMANTICS.md")] + sorted(
    file for folder in ("conf", "jobs", "notebooks") for file in (REPOSITORY / folder).rglob("*.md") if "target" not in file.parts
)

# What CI executes by other means: the beginning of a command → where, and the words that stand there.
ELSEWHERE = {
    "./lake demo": (".ci/python-tests", './lake demo --out "$work/demo"'),
    "mvn -B verify": (".ci/run", "mvn -B --no-transfer-progress verify"),
    "mvn -q test -pl jobs -Dtest=ParsersTest": ("jobs/src/test/java/io/campaignlake/silver/ParsersTest.java", "class ParsersTest"),
    "mvn -q spotless:apply": ("pom.xml", "spotless-maven-plugin"),
    ".ci/python-tests": (".ci/run", "\n.ci/python-tests"),
    "spark-submit": (".ci/consumers/test_cluster.py", "io.campaignlake.Main"),
    "PATH=$PWD/.venv/bin:$PATH ./lake sql-server": (".ci/consumers/test_sql_server.py", '"sql-server"'),
    "python3 -m venv": (".ci/python-tests", "python3 -m venv"),
    ".venv/bin/pip install": (".ci/python-tests", "notebooks/requirements.txt"),
    ".venv-airflow/bin/pip install": (".ci/python-tests", "conf/airflow/requirements.txt"),
    "export CAMPAIGN_LAKE": ("conf/airflow/test_campaign_lake.py", "CAMPAIGN_LAKE_SPARK_CONN_ID"),
    "export AIRFLOW_CONN": ("conf/airflow/test_campaign_lake.py", "AIRFLOW_CONN_SPARK_CAMPAIGN_LAKE"),
}

# What runs until somebody stops it → what it says when it is ready.
SERVERS = {
    "./lake serve": "http://127.0.0.1:8080/",
    "./lake stream": "streaming: ",
    "./lake sql-server": "SQL server on ",
}

# What must be in the answer → of the command that begins so.
ANSWERS = {
    "./lake report overview": "149,90",
    "./lake report conversions --format json": '"hasClickedOnReminder":true',
    "./lake explain-order": "BEATEN_BY_CLASS",
    './lake sql "SELECT send_date': "2026-03-02",
    './lake sql "SELECT job, max(started_at)': "attribute-orders",
    "./lake campaigns list": "spring-sale",
    "./lake maintain": "ops.job_runs ",
}

# Millions of rows say how fast it is; a few, and some parts of many, say that it works.
BENCH = " --messages 20000 --landed 1000 --rounds 1 --warm-ups 0"
BENCH_PARTS = " --only ATTRIBUTION,ANALYST,LANDING"

LANDED = {
    "campaigns/spring.json": {"campaign_id": "spring-sale", "name": "Spring sale", "type": "API", "message_type": "TEMPLATE"},
    "sends/monday.jsonl": {
        "campaign_id": "spring-sale",
        "record_id": "1",
        "connector": "CLOUD_API",
        "attempted_at": "2026-03-02T13:00:00Z",
        "telephone": "5511987654321",
        "message_id": "wamid.A",
    },
    "meta/monday.json": {
        "object": "whatsapp_business_account",
        "entry": [
            {
                "id": "1",
                "changes": [
                    {
                        "field": "messages",
                        "value": {
                            "messaging_product": "whatsapp",
                            "statuses": [
                                {"id": "wamid.A", "status": status, "timestamp": time, "recipient_id": "5511987654321"}
                                for status, time in (("sent", "1772456401"), ("delivered", "1772456404"))
                            ],
                        },
                    }
                ],
            }
        ],
    },
    "clicks/tuesday.jsonl": {"click_id": "k1", "message_id": "wamid.A", "clicked_at": "2026-03-03T12:30:00Z", "user_agent": "Mozilla/5.0"},
    "orders/vtex/wednesday.json": {
        "orderId": "v1",
        "status": "invoiced",
        "value": 14990,
        "creationDate": "2026-03-04T21:00:00.0000000+00:00",
        "lastChange": "2026-03-04T21:05:00.0000000+00:00",
        "clientProfileData": {"phone": "(11) 98765-4321"},
        "storePreferencesData": {"currencyCode": "BRL", "countryCode": "BRA"},
    },
}


def commands():
    """The lines of the docs' shell blocks, and the commands with options in their text, each once."""
    blocks, inline = {}, {}
    for doc in DOCS:
        text = doc.read_text()
        for block in re.finditer(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            for line in block.group(1).replace("\\\n", " ").splitlines():
                command = re.sub(r"(^|\s)#.*", "", line).strip()
                if command:
                    blocks.setdefault(command, doc)
        for command in re.findall(r"`(\./lake [a-z-]+ --[^`]+)`", text):
            inline.setdefault(command, doc)
    return [
        pytest.param(command, id=f"{doc.relative_to(REPOSITORY)}: {command}") for command, doc in {**blocks, **inline}.items()
    ]


def of(command, table):
    return next((value for begin, value in table.items() if command.startswith(begin)), None)


@pytest.fixture(scope="module")
def shop():
    """A folder with the program and the example's files, where a reader of the docs may stand."""
    folder = WORK / "docs"
    (folder / "lake").symlink_to(REPOSITORY / "lake")
    for name, document in LANDED.items():
        file = folder / "landing" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(document))
    return folder


@pytest.fixture(scope="module")
def mail():
    class Anybody:
        async def handle_DATA(self, server, session, envelope):
            return "250 OK"

    office = Controller(Anybody(), hostname="127.0.0.1", port=free_port())
    office.start()
    yield {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(office.port), "MAIL_SECURITY": "none", "MAIL_FROM": "lake@example.com"}
    office.stop()


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A PostgreSQL where the docs' address leads, with an empty database named shop."""
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: int(bin.parent.name), default=None)
    assert binaries, "PostgreSQL is not installed: apt-get install postgresql"
    folder = tmp_path_factory.mktemp("postgres")
    # It refuses to run as root.
    nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    if nobody:
        for each in (folder, *list(folder.parents)[:2]):
            each.chmod(0o755)
        shutil.chown(folder, "nobody")

    def program(name, *arguments):
        subprocess.run([*nobody, binaries / name, *arguments], cwd="/tmp", check=True, stdout=subprocess.DEVNULL)

    program("initdb", "-D", folder / "data", "-U", "shop", "--auth=trust", "--no-sync")
    program("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-c listen_addresses=localhost -c fsync=off -k {folder}", "start")
    try:
        program("createdb", "-h", "localhost", "-U", "shop", "shop")
        yield {"PUBLISH_USER": "shop", "PUBLISH_PASSWORD": "of no account"}
    finally:
        program("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")


@pytest.mark.parametrize("command", [each for each in commands() if not of(each.values[0], ELSEWHERE)])
def test_command__does_what_the_docs_say(command, shop, mail, database):
    if command.startswith("./lake bench"):
        command = re.sub(r" --(messages|landed|rounds) \d+", "", command) + BENCH
        command += "" if "--only" in command else BENCH_PARTS
    log = shop / "command.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            ["bash", "-c", command], cwd=shop, env=environment(**mail, **database), stdout=out, stderr=out, start_new_session=True
        )
        try:
            ready = of(command, SERVERS)
            if ready:
                wait_until(lambda: process.poll() is not None or ready in log.read_text(), ready, 120)
                assert process.poll() is None, log.read_text()
                os.killpg(process.pid, signal.SIGTERM)
                assert process.wait(60) in (0, 128 + signal.SIGTERM), log.read_text()
            else:
                assert process.wait(600) == 0, log.read_text()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert (of(command, ANSWERS) or "") in log.read_text()


@pytest.mark.parametrize("command", [each for each in commands() if of(each.values[0], ELSEWHERE)])
def test_command_executed_elsewhere__is(command):
    file, words = of(command, ELSEWHERE)
    assert words in (REPOSITORY / file).read_text()
