"""The shipped agreements: whole, sourced, bilingual, applicable, and covered as far as the page on them says."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import ROOT, SHIPPED
from tests.nuantu.settle.plain_words import sum_components, tell_events

from nuantu.agreement.agreement import Agreement, Provision
from nuantu.agreement.amend import compare
from nuantu.agreement.book import load_book
from nuantu.agreement.coverage import measure_coverage
from nuantu.agreement.reader import read_agreement
from nuantu.commands.registry import build_registry
from nuantu.settle.ledger import settle

PAGE = (ROOT / "docs" / "agreements.md").read_text(encoding="utf-8")
AGREEMENTS = {folder.name: read_agreement(folder) for folder in sorted(SHIPPED.iterdir())}
SIGNED = {name: one for name, one in AGREEMENTS.items() if one.layer != "assumption"}
PROVISIONS = [provision for one in SIGNED.values() for provision in one.provisions]
CHINESE = ("guidance-50-2023", "demo-assumption", "trial-assumption")
#: The first day on which all of an agreement is in force with the layers that it needs.
BOOKS = {
    "california-prop22": (("trial-assumption",), date(2025, 1, 1)),
    "eleme-2025": (CHINESE, date(2025, 12, 31)),
    "eu-2024-2831": (("trial-assumption",), date(2026, 12, 2)),
    "gbt-46862-2025": (CHINESE[:2], date(2025, 12, 2)),
    "guidance-50-2023": (CHINESE[1:2], date(2025, 9, 1)),
    "mdrp-2018": ((), date(2018, 1, 1)),
    "new-york-2023": (("trial-assumption",), date(2023, 6, 13)),
    "norway-2019": (("trial-assumption",), date(2019, 12, 31)),
    "platform-2024": (CHINESE, date(2025, 9, 1)),
    "platform-2025": (("gbt-46862-2025", *CHINESE[:2]), date(2026, 2, 10)),
    "ride-hailing-2025": (("trial-assumption",), date(2025, 12, 31)),
    "ride-hailing-2025-caocao": (("trial-assumption",), date(2025, 8, 22)),
    "ride-hailing-2025-t3": (("trial-assumption",), date(2025, 8, 22)),
    "seattle-2024": (("trial-assumption",), date(2024, 12, 31)),
    "shanghai-eleme-2025": (CHINESE, date(2025, 9, 1)),
    "shanghai-jd-2025": (CHINESE, date(2025, 9, 1)),
    "suzhou-2026": (CHINESE, date(2026, 8, 1)),
}
#: What was signed or enacted before anything could be carried out: no clause, and the file says why.
WITHOUT_CLAUSES = {"platform-2022"}
CURRENCIES = {"norway-2019": "NOK", "new-york-2023": "USD", "seattle-2024": "USD", "california-prop22": "USD",
              "mdrp-2018": "USD", "eu-2024-2831": None}
LEAST_SHARE_PM = 850


def name_provision(provision: Provision) -> str:
    """How a failing provision is called."""
    return provision.name


@pytest.mark.parametrize("name", sorted(set(SIGNED) - WITHOUT_CLAUSES))
def test_an_agreement_can_be_applied_with_the_layers_that_the_page_names(name: str) -> None:
    """On its first whole day every clause is in force, itself or merged into another, and nothing lacks."""
    layers, first = BOOKS[name]
    book = load_book(SHIPPED / name, [SHIPPED / layer for layer in layers], build_registry())
    shown = {one for clause in book.in_force(first) for one in (clause.id, *clause.shadowed)}

    assert book.latest_begin == first
    assert {clause.id for clause in book.main.clauses} - shown == set()
    assert book.find_lacks(first) == ()


def test_an_agreement_of_which_nothing_is_known_has_no_clause() -> None:
    """It is shipped for the series, says so, and holds no invented duty."""
    assert [name for name, one in AGREEMENTS.items() if not one.clauses] == ["platform-2022", "trial-assumption"]
    assert [one.not_encodable for one in AGREEMENTS["platform-2022"].provisions] == ["value_unpublished"]


@pytest.mark.parametrize("provision", PROVISIONS, ids=name_provision)
def test_every_provision_is_reported_with_source_and_date(provision: Provision) -> None:
    """Nobody at hand had the signed texts: no provision claims to be printed, and each names where it comes from."""
    assert provision.standing == "reported"
    assert re.search(r"20[12][0-9]", provision.source)
    assert len(provision.source) >= 12


@pytest.mark.parametrize("provision", PROVISIONS, ids=name_provision)
def test_every_provision_is_told_in_both_languages_at_like_length(provision: Provision) -> None:
    """Chinese first; English complete, and neither a stub of the other."""
    zh, en = provision.text_zh, provision.text_en

    assert re.search(r"[\u4e00-\u9fff]{3}", zh)
    assert not re.search(r"[\u4e00-\u9fff]", en)
    assert 1.4 <= len(en) / len(zh) <= 7.0


@pytest.mark.parametrize("agreement", AGREEMENTS.values(), ids=AGREEMENTS)
def test_every_provision_acts_or_says_in_one_of_four_words_why_not(agreement: Agreement) -> None:
    """Nothing is missing and nothing is only held back."""
    covered = measure_coverage(agreement)

    assert [one.provision.id for one in covered.provisions if one.state == "missing"] == []
    assert covered.named_pm == 1000
    assert all(one.hooks for one in covered.provisions if one.state == "encoded")
    assert [provision.id for provision in agreement.provisions
            if provision.pending_types and not provision.not_encodable] == []


def test_the_share_of_provisions_that_act(capsys: pytest.CaptureFixture[str]) -> None:
    """Over all that was signed or enacted, assumptions left out."""
    encoded = sum(measure_coverage(one).count("encoded") for one in SIGNED.values())
    with capsys.disabled():
        sys.stdout.write(f"\nprovisions of shipped agreements: {encoded} of {len(PROVISIONS)} act "
                         f"({encoded * 1000 // len(PROVISIONS) / 10} %)\n")

    assert encoded * 1000 // len(PROVISIONS) >= LEAST_SHARE_PM


@pytest.mark.parametrize("agreement", SIGNED.values(), ids=SIGNED)
def test_every_clause_carries_out_a_provision_that_names_its_type(agreement: Agreement) -> None:
    """No clause stands without the sentence that it is made of, and its chapter is that of the text or of procedure."""
    by_id = {provision.id: provision for provision in agreement.provisions}

    assert [clause.id for clause in agreement.clauses if clause.type.name not in by_id[clause.provision_id].types] == []


@pytest.mark.parametrize("agreement", SIGNED.values(), ids=SIGNED)
def test_an_agreement_counts_in_its_own_money(agreement: Agreement) -> None:
    """Chinese texts in yuan; a directive that states no amount in none."""
    assert agreement.currency == CURRENCIES.get(agreement.id, "CNY")


def test_the_agreement_of_2025_speaks_of_all_five_areas_of_the_first_page() -> None:
    """Pay, rest, dispatch, care and career, and the deductions that the wire report adds."""
    agreement = AGREEMENTS["platform-2025"]
    acting = {provision.chapter for provision in agreement.provisions
              if any(clause.provision_id == provision.id for clause in agreement.clauses)}

    assert {"PAY", "RST", "DSP", "CAR", "DEV"} <= acting
    assert agreement.provision("no-late-deduction").details["deadline"] == "2025-12-31"
    assert {len(figure.literal) for clause in agreement.clauses if clause.type.name == "rollout_commitment"
            for figure in [clause.figures["places"]] if isinstance(figure.literal, frozenset)} == {31}


def test_the_series_of_one_platform_grows() -> None:
    """From 2022 to 2024 to 2025: what was tried in one city holds for everybody, and the limits stay as they were."""
    first, second, third = (AGREEMENTS[f"platform-{year}"] for year in (2022, 2024, 2025))
    grown = {one.new_id: one for one in compare(second, third).clauses if one.new_id is not None}

    assert {one.change for one in compare(first, second).clauses} == {"new"}
    assert [step.name for step in grown["PLT-daily-stop"].steps] == ["effective_from"]
    assert [step.name for step in grown["PLT-no-late-deduction"].steps] == ["effective_from", "selector"]


@pytest.mark.parametrize(("name", "currency", "events", "totals"), [
    # Sunday 6 December: 25 for the delivery, 10 for its 5 km, 2.50 for equipment, two hours at 123 and at 5 for winter,
    # and 1 an hour for one year of work.
    ("norway-2019", "NOK",
     ["10:00 Wang comes online", "10:10 A1 is placed, 5000 m to d1", "10:10 Wang accepts A1", "10:40 Wang delivers A1",
      "12:00 Wang goes offline"],
     {"base": "25.00", "distance": "10.00", "equipment": "2.50", "seniority": "2.00", "winter": "10.00",
      "floor_topup": "246.00"}),
    # 5 minutes at 0.45 and a mile at 0.74 are 2.99; the least for an offer is 5.20.
    ("seattle-2024", "USD",
     ["10:00 A1 is placed, 1609 m to d1", "10:00 Wang accepts A1", "10:05 Wang delivers A1"],
     {"guarantee_offer": "5.20"}),
    # An hour on a trip; the second hour on call counts in the week's sum, of which this log holds one day.
    ("new-york-2023", "USD",
     ["10:00 Wang comes online", "10:00 Wang accepts A1", "11:00 Wang delivers A1", "12:00 Wang goes offline"],
     {"floor_topup": "19.96"}),
    # 27 % of a fare of 100 may be kept, 29 was taken.
    ("ride-hailing-2025", "CNY",
     ["10:00 A1 bears a fare of 100.00", "10:00 Wang accepts A1", "10:30 Wang delivers A1",
      "10:30 A1 bears a commission of 29.00"], {"commission_refund": "2.00"}),
])
def test_an_agreement_pays_what_its_text_says(
    name: str, currency: str, events: list[str], totals: dict[str, str], tmp_path: Path,
) -> None:
    """One shift, settled under the shipped file itself."""
    book = load_book(SHIPPED / name, [SHIPPED / "trial-assumption"], build_registry())

    assert sum_components(settle(tell_events("2026-12-06", events, currency).write(tmp_path), book)) == totals


@pytest.mark.parametrize("agreement", AGREEMENTS.values(), ids=AGREEMENTS)
def test_the_page_tells_the_figures_of_every_agreement(agreement: Agreement) -> None:
    """Its row: provisions, those that act, those named by reason, clauses, open figures."""
    covered = measure_coverage(agreement)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{agreement.id}` "))
    cells = [cell.strip() for cell in row.strip("|").split("|")]

    assert cells[-4:] == [str(len(covered.provisions)), str(covered.count("encoded")),
                          str(len({clause.id for clause in agreement.clauses})), str(len(agreement.figures))]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/agreement.yaml")), ids=lambda path: path.parent.name)
def test_a_file_is_named_as_its_folder_and_its_lines_can_be_read(path: Path) -> None:
    """No line is longer than 180 characters."""
    assert path.parent.name == read_agreement(path.parent).id
    assert [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
            if len(line) > 180] == []
