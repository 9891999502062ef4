"""Procedure profiles: what the shipped file says, and what a file may not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import translation

from nuantu_hub.bargaining.domain.procedures import (
    FILE,
    FOUND,
    ProcedureError,
    find_procedure,
    name_fact,
    read_procedures,
)


def _write(folder: Path, change: Any) -> Path:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(told["profiles"]["collective_contract"]["steps"])
    file = folder / "procedures.yaml"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def test_four_profiles_say_of_every_step_the_rule_or_that_there_is_none() -> None:
    profiles = read_procedures()
    assert list(profiles) == ["collective_contract", "sector_contract", "special_agreement", "meeting_minutes"]
    for profile in profiles.values():
        assert len(profile.steps) == 13
        for step in profile.steps:
            assert step.said
            assert not step.has_rule or (step.source is not None and step.source.found in FOUND)
    assert not any(step.has_rule for step in profiles["meeting_minutes"].steps)


def test_of_180_delegates_120_must_be_present_and_90_agree() -> None:
    vote = find_procedure("collective_contract").step("vote").vote
    assert vote is not None
    assert (vote.count_present(180), vote.count_agree(180)) == (120, 90)
    assert (vote.count_present(181), vote.count_agree(181)) == (121, 91)


def test_in_a_sector_more_than_half_of_each_enterprise_must_agree() -> None:
    vote = find_procedure("sector_contract").step("vote").vote
    assert vote is not None
    assert vote.of == "each_enterprise"
    assert (vote.count_present(180), vote.count_agree(180), vote.count_agree(181)) == (0, 91, 91)


def test_a_special_agreement_is_confirmed_in_place_of_vote_and_filing() -> None:
    profile = find_procedure("special_agreement")
    assert {step.key for step in profile.steps if step.replaced == "confirmation"} == {"vote", "file"}
    assert {rule.name for _step, rule in profile.clocks} == {"reply", "vacancy", "suspension", "renewal"}
    assert profile.parties == 3
    assert not profile.step("review").has_rule


def test_words_follow_the_page() -> None:
    with translation.override("en"):
        assert find_procedure("sector_contract").name == "Sectoral or regional collective contract"
        assert name_fact("replied") == "Written reply"
    with translation.override("zh-hans"):
        assert find_procedure("sector_contract").step("reply").name == "书面答复"


def test_an_unknown_procedure_or_step_is_named_with_those_that_there_are() -> None:
    with pytest.raises(LookupError, match="collective_contract"):
        find_procedure("none")
    with pytest.raises(LookupError, match="suspension"):
        find_procedure("collective_contract").step("none")


@pytest.mark.parametrize(("change", "said"), [
    (lambda steps: steps.pop("vote"), "in this order"),
    (lambda steps: steps["vote"].pop("words"), "either the rule"),
    (lambda steps: steps["vote"].pop("source"), "needs its source"),
    (lambda steps: steps["reply"]["source"].update(found="rumour"), "needs its source"),
    (lambda steps: steps["reply"]["words"].pop("en"), "words are needed"),
    (lambda steps: steps["reply"]["clock"].update(until="never"), "no fact of the file"),
    (lambda steps: steps["reply"]["clock"].update(days=0), "number of days"),
])
def test_a_file_that_cannot_be_followed_is_refused(tmp_path: Path, change: Any, said: str) -> None:
    with pytest.raises(ProcedureError, match=said):
        read_procedures(_write(tmp_path, change))
