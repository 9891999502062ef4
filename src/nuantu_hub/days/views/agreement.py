"""The agreement of a run: sentence beside terms, layers, verdicts over time, differences, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nuantu_hub.days.interfaces.verdicts import list_hours, say_hours
from nuantu_hub.days.models import Run
from nuantu_hub.days.views.clause import find_run
from nuantu_hub.seam.difference import compare_agreements, list_agreements
from nuantu_hub.site.guards import guard

TABS = ("provisions", "differences", "readings")
#: Changes of a clause in the order in which they are counted.
CHANGES = ("new", "raised", "lowered", "mixed", "changed", "kept", "dropped")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause on the page, with its state in each hour of the day."""

    clause: Mapping[str, Any]
    hours: list[str]
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A provision with the clauses that carry it out."""

    provision: Mapping[str, Any]
    clauses: list[Clause]


def list_rows(run: Run, layer: Mapping[str, Any]) -> list[Row]:
    """The provisions of a layer."""
    known = run.view.clauses
    return [Row(one, [Clause(known[name], list_hours(known[name]), say_hours(known[name]))
                      for name in one["clauses"] if name in known]) for one in layer["provisions"]]


def find_agreements(run: Run) -> dict[str, Path]:
    """Agreements that the run's can be held against: those of its own book, and those that the hub keeps."""
    return list_agreements([run.folder / "book", Path(settings.DATA.root) / "agreements"])


def compare_with(run: Run, other: str) -> Mapping[str, Any]:
    """The run's agreement against another. Raises Http404 for one that is not known."""
    known = find_agreements(run)
    if other not in known or run.agreement_id not in known:
        raise Http404
    return compare_agreements(known[other], known[run.agreement_id])


@guard("days.see_runs", find=find_run)
def agreement(request: HttpRequest, run_id: str) -> HttpResponse:
    """One layer's provisions; or the differences to another agreement; or the register of readings."""
    del run_id
    run: Run = request.found  # type: ignore[attr-defined]
    told = run.view.agreement
    tab = request.GET.get("show", TABS[0])
    layers = {layer["id"]: layer for layer in told["layers"]}
    layer = layers.get(request.GET.get("layer", told["id"]))
    if tab not in TABS or layer is None:
        raise Http404
    names = sorted(name for name in find_agreements(run) if name != told["id"])
    against = request.GET.get("against", choose_other(told["id"], names))
    difference = compare_with(run, against) if against else None
    return render(request, "days/agreement.html", {
        "run": run, "view": run.view, "told": told, "layer": layer, "main": layers[told["id"]], "tab": tab,
        "rows": list_rows(run, layer) if tab == TABS[0] else [], "difference": difference, "against": against,
        "names": names, "changed": list_changes(difference) if difference else {},
        "counts": [(name, difference["counts"][name]) for name in CHANGES] if difference else []})


def choose_other(agreement_id: str, names: list[str]) -> str:
    """Which agreement is compared first: the newest earlier one of the same name, else any, else none."""
    stem = agreement_id.rpartition("-")[0]
    earlier = [name for name in names if name.rpartition("-")[0] == stem and name < agreement_id]
    return max(earlier, default=names[0] if names else "")


def list_changes(difference: Mapping[str, Any]) -> dict[str, str]:
    """What became of each clause of the newer agreement."""
    return {one["new"]: one["change"] for one in difference["clauses"] if one["new"]}
