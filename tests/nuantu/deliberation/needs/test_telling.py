"""A clustering is the same after it was told and read; what is no clustering is refused by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.deliberation.needs.test_model import MODEL

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.clustering import Cluster, Clustering
from nuantu.deliberation.needs.telling import read_clustering, tell_clustering

FOUND = Clustering((Cluster("n-1", "医院没电梯", ("a", "b")), Cluster("n-2", "谢谢", ())), "ab", MODEL,
                   {"n-1": {(0, 1): 2}, "n-2": {}}, {"n-1": "ab12", "n-2": ""})


def _write(folder: Path, told: object) -> Path:
    file = folder / "old.json"
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return file


def test_told_and_read_it_is_the_same(tmp_path: Path) -> None:
    assert read_clustering(_write(tmp_path, tell_clustering(FOUND))) == FOUND


def test_the_keys_are_as_promised() -> None:
    told = tell_clustering(FOUND)
    assert {key: told[key] for key in ("clusters", "inputs_sha256")} == {
        "clusters": [{"id": "n-1", "label": "医院没电梯", "members": ["a", "b"]},
                     {"id": "n-2", "label": "谢谢", "members": []}], "inputs_sha256": "ab"}
    assert list(tell_clustering(Clustering((), "x", None))) == ["clusters", "inputs_sha256"]


def test_clusters_of_elsewhere_need_no_model(tmp_path: Path) -> None:
    told = {"clusters": [{"id": "k", "members": [7]}]}
    assert read_clustering(_write(tmp_path, told)) == Clustering((Cluster("k", "", ("7",)),), "", None)


@pytest.mark.parametrize(("told", "said"), [
    ([], "no list of clusters"), ({"clusters": {}}, "no list of clusters"), ({"clusters": [{}]}, "has no id"),
    ({"clusters": [{"id": "a"}]}, "no list of members"),
    ({"clusters": [{"id": "a", "members": []}, {"id": "a", "members": []}]}, "two clusters have the id a"),
    ({"clusters": [{"id": "a", "members": [1]}, {"id": "b", "members": [1]}]}, "the need 1 stands in a and in b"),
    ({"clusters": [], "model": {"format": 9}}, "no model of format 1"),
])
def test_what_is_no_clustering_is_refused(tmp_path: Path, told: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_clustering(_write(tmp_path, told))


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_clustering(tmp_path / "none.json")
