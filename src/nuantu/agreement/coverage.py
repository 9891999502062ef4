"""How much of an agreement's text acts: which provisions a clause carries out, which cannot, which are left undone."""

from __future__ import annotations

from dataclasses import dataclass

from nuantu.agreement.agreement import REASONS, Agreement, Provision
from nuantu.agreement.clause import Hook


@dataclass(frozen=True, slots=True)
class CoveredProvision:
    """One provision, the clauses that carry it out, and the hooks through which they act.

    ``state`` is ``encoded`` (at least one clause), ``not_encodable`` (named with one of four reasons) or ``missing``.
    What an encoded provision leaves open is named in ``pending_types`` and, where the text says why, in ``reason``.
    """

    provision: Provision
    state: str
    clause_ids: tuple[str, ...]
    hooks: tuple[Hook, ...]

    @property
    def reason(self) -> str:
        """One of ``REASONS``, or empty."""
        return self.provision.not_encodable


@dataclass(frozen=True, slots=True)
class Coverage:
    """All provisions of one agreement, in their order."""

    agreement: Agreement
    provisions: tuple[CoveredProvision, ...]

    def count(self, state: str) -> int:
        """Provisions in this state."""
        return sum(one.state == state for one in self.provisions)

    @property
    def share_pm(self) -> int:
        """Encoded provisions of all, in thousandths, rounded down."""
        return self.count("encoded") * 1000 // len(self.provisions) if self.provisions else 0

    @property
    def named_pm(self) -> int:
        """Of the provisions that no clause carries out, those named with a reason, in thousandths, rounded down."""
        rest = len(self.provisions) - self.count("encoded")
        return self.count("not_encodable") * 1000 // rest if rest else 1000

    def count_reasons(self) -> dict[str, int]:
        """Provisions named as not encodable, by reason, every reason named."""
        return {reason: sum(one.state == "not_encodable" and one.reason == reason for one in self.provisions)
                for reason in REASONS}


def measure_coverage(agreement: Agreement) -> Coverage:
    """Hold every provision of an agreement against its clauses."""
    return Coverage(agreement, tuple(_measure(provision, agreement) for provision in agreement.provisions))


def _measure(provision: Provision, agreement: Agreement) -> CoveredProvision:
    clauses = [clause for clause in agreement.clauses if clause.provision_id == provision.id]
    hooks: list[Hook] = sorted({hook for clause in clauses for hook in clause.type.hooks})
    state = "encoded" if clauses else "not_encodable" if provision.not_encodable else "missing"
    return CoveredProvision(provision, state, tuple(dict.fromkeys(clause.id for clause in clauses)), tuple(hooks))
