"""Every notebook runs from top to bottom on the demo's lake; what it draws is left in target/consumers/notebooks."""

import base64
import os
import re

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import REPOSITORY, WORK, environment

FOLDER = REPOSITORY / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
PLOTS = {"01_raw": 1, "02_silver": 3, "03_attribution": 4, "04_gold": 3, "05_reports": 2}
WITHOUT_JVM = {"05_reports"}


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebooks__are_these():
    assert [path.stem for path in NOTEBOOKS] == list(PLOTS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook__is_committed_without_outputs_and_begins_with_its_parameters(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].metadata.get("tags") == ["parameters"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code(notebook))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook__only_reads(path):
    text = "\n".join(cell.source for cell in code(nbformat.read(path, as_version=4)))
    assert not re.search(r"\b(write|insert|merge|update|delete|drop|create)\b", text, re.IGNORECASE)
    assert ("spark" in text) == (path.stem not in WITHOUT_JVM)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook__runs_and_draws(demo, path, monkeypatch):
    kept = environment(PYTHONPATH=str(FOLDER))
    if path.stem in WITHOUT_JVM:
        kept["JAVA_HOME"], kept["PATH"] = "/nowhere", "/nowhere"
    for name in list(os.environ):
        if name not in kept:
            monkeypatch.delenv(name)
    for name, value in kept.items():
        monkeypatch.setenv(name, value)
    notebook = nbformat.read(path, as_version=4)
    # What papermill does: the cell after the parameters overrides them.
    notebook.cells.insert(1, nbformat.v4.new_code_cell(f"lake_root = {str(demo / 'lake')!r}"))
    NotebookClient(notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    images = [
        output.data["image/png"]
        for cell in code(notebook)
        for output in cell.outputs
        if output.output_type == "display_data" and "image/png" in output.data
    ]
    for number, image in enumerate(images, 1):
        (WORK / "notebooks" / f"{path.stem}-{number}.png").write_bytes(base64.b64decode(image))
    nbformat.write(notebook, WORK / "notebooks" / path.name)
    assert len(images) == PLOTS[path.stem]
