"""Terms are dated, sourced numbers by place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nuantu.agreement.source import Place
from nuantu.agreement.term import TERMS_FOLDER, load_term
from nuantu.core.errors import AgreementError

HERE = Place(Path("agreement.yaml"), 7, "floor")
HEAD = "format: nuantu-term/1\nid: wage\ntitle: {zh: 工资, en: wage}\nunit: minor_per_hour\ncurrency: CNY\nrows:\n"
ROW = "  - {{place: x, place_code: '{code}', value: {value} CNY/h, from: {begin}, source: a test{more}}}\n"


def write_term(folder: Path, *rows: tuple[str, str, str, str]) -> Path:
    """A term called wage with these rows: code, value, begin, anything more."""
    lines = [ROW.format(code=code, value=value, begin=begin, more=more) for code, value, begin, more in rows]
    (folder / "wage.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
    return folder


def test_hourly_minimum_wages_are_those_of_the_sources() -> None:
    """Number by number, as looked up; places with several tiers are left out."""
    term = load_term("hourly_minimum_wage", HERE)

    assert term.values_on(date(2026, 11, 21), None) == {
        "11": 2_770, "12": 2_660, "31": 2_500, "3201": 2_500, "3205": 2_500, "3301": 2_500,
        "4401": 2_370, "4403": 2_370}
    assert term.values_on(date(2025, 9, 1), None) == {"11": 2_770}
    assert term.values_on(date(2025, 8, 31), None) == {}


def test_injury_premiums_are_the_official_base_amounts() -> None:
    """Thirty takeaway orders make 2.10 yuan."""
    term = load_term("injury_premium", HERE)
    amounts = {category: term.values_on(date(2026, 1, 1), category) for category in term.categories}

    assert amounts == {"takeaway": {"": 7}, "instant_delivery_other": {"": 25}, "ride_hailing": {"": 1},
                       "city_freight": {"": 18}}
    assert 30 * amounts["takeaway"][""] == 210


def test_pension_bases_give_the_subsidies_that_were_reported() -> None:
    """Half of a fifth of each base: 443.30, 487.90 and 449.20 yuan."""
    bases = load_term("pension_contribution_base", HERE).values_on(date(2026, 1, 1), None)

    assert bases == {"3505": 443_300, "3206": 487_900, "4403": 449_200}
    assert {code: base * 20 * 50 // 10_000 for code, base in bases.items()} == {
        "3505": 44_330, "3206": 48_790, "4403": 44_920}


@pytest.mark.parametrize("path", sorted(TERMS_FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_row_has_its_source(path: Path) -> None:
    """A number without a source is not shipped."""
    term = load_term(path.stem, HERE)

    assert all(row.source for row in term.rows)
    assert (term.title("zh"), term.title("en")) == (term.title_zh, term.title_en)


def test_the_latest_row_of_a_place_holds_until_its_end(tmp_path: Path) -> None:
    """Old numbers stay beside new ones, so that old days stay recomputable."""
    term = load_term("wage", HERE, write_term(
        tmp_path, ("11", "20", "2020-01-01", ""), ("11", "25", "2025-01-01", ", to: 2025-12-31"),
        ("1101", "22", "2020-01-01", "")))

    assert term.values_on(date(2024, 12, 31), None) == {"11": 2_000, "1101": 2_200}
    assert term.values_on(date(2025, 12, 31), None) == {"11": 2_500, "1101": 2_200}
    assert term.values_on(date(2026, 1, 1), None) == {"11": 2_000, "1101": 2_200}


@pytest.mark.parametrize(("row", "what"), [
    (("Beijing", "20", "2020-01-01", ""), "'Beijing' is not a place code"),
    (("11", "0", "2020-01-01", ""), "too small"),
    (("11", "20", "2020-13-01", ""), "is not a date"),
    (("11", "20", "2020-01-01", ", colour: red"), "the key 'colour' is not known"),
])
def test_a_defective_row_is_refused_at_its_own_line(tmp_path: Path, row: tuple[str, str, str, str], what: str) -> None:
    """The sentence names the term's file, not the agreement's."""
    with pytest.raises(AgreementError, match=what) as caught:
        load_term("wage", HERE, write_term(tmp_path, row))

    assert (caught.value.file, caught.value.line) == (str(tmp_path / "wage.yaml"), 7)


def test_two_rows_for_one_case_are_refused(tmp_path: Path) -> None:
    """Which of them holds could only be guessed."""
    row = ("11", "20", "2020-01-01", "")

    with pytest.raises(AgreementError, match="two rows hold for place 11 from 2020-01-01"):
        load_term("wage", HERE, write_term(tmp_path, row, row))


def test_an_unknown_term_is_refused_where_it_is_referred_to() -> None:
    """With the names that exist."""
    with pytest.raises(AgreementError, match="use one of: hourly_minimum_wage, injury_premium") as caught:
        load_term("wages", HERE)

    assert (caught.value.file, caught.value.line) == ("agreement.yaml", 7)


def test_a_term_carries_the_name_of_its_file(tmp_path: Path) -> None:
    """A copy under another name would be two truths."""
    write_term(tmp_path).joinpath("wage.yaml").rename(tmp_path / "salary.yaml")

    with pytest.raises(AgreementError, match="the id is not the file's name"):
        load_term("salary", HERE, tmp_path)
