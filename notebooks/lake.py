"""Opens a lake for a notebook: queries name its tables as ./lake sql does."""

import logging
from pathlib import Path

from pyspark.sql import SparkSession

REPOSITORY = Path(__file__).resolve().parents[1]
JAR = REPOSITORY / "jobs" / "target" / "campaign-lake.jar"


def open_lake(root):
    """A Spark session in which gold.campaign_summary is the table of that name below the root."""
    if not JAR.is_file():
        raise FileNotFoundError(f"Cannot open the lake: {JAR} is not built. Run ./lake jobs once.")
    settings = {
        "spark.jars": str(JAR),
        "spark.log.level": "ERROR",
        "spark.sql.catalog.lake": "io.campaignlake.query.LakeCatalog",
        "spark.sql.catalog.lake.root": str(Path(root).resolve()),
        "spark.sql.defaultCatalog": "lake",
    }
    shipped = (line.split(maxsplit=1) for line in (REPOSITORY / "conf" / "spark-defaults.conf").read_text().splitlines())
    builder = SparkSession.builder.master("local[2]").appName("campaign-lake-notebook")
    for name, value in [part for part in shipped if len(part) == 2 and not part[0].startswith("#")] + list(settings.items()):
        builder = builder.config(name, value)
    logging.getLogger("py4j").setLevel(logging.ERROR)
    return builder.getOrCreate()
