"""D04 eta_extension: which delays prolong a promise, by how much, and whose."""

from __future__ import annotations

from collections.abc import Mapping

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.dispatch.rules import Draft, EtaExtension, require_count, words_of

#: Causes that the clocks can see on a day; others are refused rather than ignored.
CAUSES = ("merchant", "weather", "gate")


def bind(clause: Clause, draft: Draft) -> None:
    """Take the seconds by cause (``actual``: as long as it took), the grace and the cascade."""
    added = clause.params["added"]
    causes = words_of(clause, "causes")
    unseen = sorted(causes - set(CAUSES))
    if unseen:
        raise AgreementError(f"clause {clause.id} (eta_extension) cannot be applied: no day says when "
                             f"{', '.join(unseen)} delays an order", field="causes", fix=f"keep to {', '.join(CAUSES)}")
    if not isinstance(added, Mapping) or not causes <= set(added):
        raise AgreementError(f"clause {clause.id} (eta_extension) cannot be applied: added does not say how long for "
                             "each of its causes", field="added", fix="state seconds or actual for every cause")
    draft.add("eta_extensions", EtaExtension(
        clause.id, draft.covered(clause), {cause: _seconds(clause, cause, added[cause]) for cause in sorted(causes)},
        require_count(clause, "grace", least=0), bool(clause.params["cascade"])))


def _seconds(clause: Clause, cause: str, value: int | str) -> int | None:
    if value == "actual" and cause != "weather":
        return None
    if isinstance(value, int):
        return value
    raise AgreementError(f"clause {clause.id} (eta_extension) cannot be applied: {value} is no length for {cause}",
                         field="added", fix="state seconds")
