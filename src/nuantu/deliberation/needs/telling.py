"""Clusterings as JSON, there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.clustering import Cluster, Clustering
from nuantu.deliberation.needs.model import Model

_FIX = "name the JSON that 'needs cluster' wrote"


def tell_clustering(found: Clustering) -> dict[str, Any]:
    """``clusters`` of ``id``, ``label``, ``members``; ``inputs_sha256``; under ``model`` what ``--onto`` needs."""
    told: dict[str, Any] = {
        "clusters": [{"id": one.id, "label": one.label, "members": list(one.members)} for one in found.clusters],
        "inputs_sha256": found.inputs_sha256,
    }
    if found.model is not None:
        cells = {name: [found.counted.get(name, ""), *([*cell, count] for cell, count in sorted(held.items()))]
                 for name, held in sorted(found.cells.items())}
        told["model"] = {**found.model.tell(), "cells": cells}
    return told


def read_clustering(file: Path) -> Clustering:
    """Read what :func:`tell_clustering` told; clusters may have been edited, made elsewhere, and have no model.

    Raises
    ------
    InputError
        Where the file is no such JSON, repeats an id, or has a need in two clusters.
    """
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"the clusters cannot be read: {error}", file=file, fix=_FIX) from error
    if not isinstance(told, dict) or not isinstance(told.get("clusters"), list):
        raise InputError("there is no list of clusters", file=file, field="clusters", fix=_FIX)
    clusters = tuple(_read_cluster(row, file, number) for number, row in enumerate(told["clusters"]))
    _check_distinct(clusters, file)
    model = Model.read_told(told["model"]) if told.get("model") is not None else None
    rows = told["model"].get("cells", {}) if model else {}
    cells = {name: {(int(place), int(matter)): int(count) for place, matter, count in held[1:]}
             for name, held in rows.items()}
    return Clustering(clusters, str(told.get("inputs_sha256", "")), model, cells,
                      {name: str(held[0]) for name, held in rows.items()})


def _read_cluster(row: Any, file: Path, number: int) -> Cluster:
    where = f"clusters[{number}]"
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
        raise InputError("this cluster has no id", file=file, field=where, fix="give it one")
    if not isinstance(row.get("label", ""), str) or not isinstance(row.get("members"), list):
        raise InputError("this cluster has no label or no list of members", file=file, field=where, fix="complete it")
    return Cluster(row["id"], row.get("label", ""), tuple(str(member) for member in row["members"]))


def _check_distinct(clusters: tuple[Cluster, ...], file: Path) -> None:
    ids: set[str] = set()
    home: dict[str, str] = {}
    for cluster in clusters:
        if cluster.id in ids:
            raise InputError(f"two clusters have the id {cluster.id}", file=file, field="clusters",
                             fix="rename or merge them")
        ids.add(cluster.id)
        for member in cluster.members:
            if member in home:
                raise InputError(f"the need {member} stands in {home[member]} and in {cluster.id}", file=file,
                                 field="members", fix="leave it in one of them")
            home[member] = cluster.id
