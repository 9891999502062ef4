"""A deliberation as a page of text, Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "head": "{voters} 人投票，{taking_part} 人参与分组，{comments} 条意见（{out} 条已被撤下），{last} 票",
        "every": "，连同改投共 {count} 票",
        "by": {"silhouette": "组数按轮廓系数选定", "told": "组数由命令指定", "given": "分组取自文件"},
        "group": "{name} 组：{size} 人", "sure": "稳定度 {value}（{grade}）",
        "whole": "整体稳定度 {value}（{grade}），{runs} 次重抽，最差的十分之一平均 {low}",
        "untried": "没有测稳定度", "numbers": "几组更清楚：",
        "number": "{number} 组：轮廓 {silhouette}，稳定 {stability}",
        "unites": "各组都认可的：", "splits": "各组分歧最大的：", "traits": "{name} 组的代表性意见：",
        "none": "（没有）", "agree": "赞成", "disagree": "反对", "unsure": "，把握不足",
        "trait": "{answer} {share}，组外 {others}（组内 {said}/{seen} 人）{unsure}",
        "bridge": "{answer}，每组至少 {least}；共识 {consensus}",
        "rift": "{most} 组赞成最多，{least} 组最少，相差 {gap}",
        "input": "输入 SHA-256 {digest}，种子 {seed}", "note": "注意：{note}",
        "grades": ("很稳", "较稳", "不稳", "靠不住")},
    "en": {
        "head": "{voters} people voted, {taking_part} are grouped; {comments} statements ({out} taken out), "
                "{last} votes",
        "every": ", {count} with those changed later",
        "by": {"silhouette": "the number of groups is the clearest by silhouette",
               "told": "the number of groups was told", "given": "the groups come from a file"},
        "group": "Group {name}: {size} people", "sure": "stability {value} ({grade})",
        "whole": "Stability of the whole {value} ({grade}); over the worst tenth of {runs} draws {low}",
        "untried": "Stability was not measured", "numbers": "How clear other numbers of groups are:",
        "number": "{number} groups: silhouette {silhouette}, stability {stability}",
        "unites": "What unites the groups:", "splits": "What splits them most:",
        "traits": "What group {name} says, more than others:", "none": "(nothing)",
        "agree": "agree", "disagree": "disagree", "unsure": ", not sure",
        "trait": "{answer} {share}, others {others} ({said} of {seen} in the group){unsure}",
        "bridge": "{answer}, at least {least} of each group; consensus {consensus}",
        "rift": "group {most} agrees most, group {least} least, {gap} apart",
        "input": "Input SHA-256 {digest}, seed {seed}", "note": "Note: {note}",
        "grades": ("very stable", "fairly stable", "unstable", "not to be relied on")},
}
#: Adjusted Rand index from which on a partition is called by each grade but the last.
GRADES = (0.9, 0.75, 0.5)
LONGEST = 100


def grade_stability(value: float) -> int:
    """0 very stable, 1 fairly stable, 2 unstable, 3 not to be relied on."""
    return sum(value < bound for bound in GRADES)


def write_page(told: Mapping[str, Any], lang: str = "zh") -> str:
    """The page for what ``tell_deliberation`` told."""
    words = WORDS[lang]
    return "\n".join((*_write_head(told, words), "", *_write_groups(told, words), "", *_write_shared(told, words), "",
                      *_write_traits(told, words), words["input"].format(digest=told["inputs_sha256"],
                                                                         seed=told["seed"])))


def _write_head(told: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    out = sum(one["moderated"] < 0 for one in told["comments"].values())
    head = words["head"].format(voters=told["voters"], taking_part=told["taking_part"], comments=len(told["comments"]),
                                out=out, last=told["last_votes"])
    yield head + ("" if told["all_votes"] is None else words["every"].format(count=told["all_votes"]))
    yield from (words["note"].format(note=note) for note in told["notes"])


def _write_groups(told: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    held = told["stability"]
    yield words["by"][told["chosen_by"]]
    for name, size in told["sizes"].items():
        sure = f"  {_say_stability(held['groups'][name], words)}" if name in held["groups"] else ""
        yield "  " + words["group"].format(name=name, size=size) + sure
    if held["mean"] is None:
        yield words["untried"]
        return
    yield words["whole"].format(value=f"{held['mean']:.2f}", grade=words["grades"][grade_stability(held["mean"])],
                                runs=held["runs"], low=f"{held['low']:.2f}")
    if len(told["numbers_of_groups"]) > 1:
        yield words["numbers"]
        for number, one in told["numbers_of_groups"].items():
            yield "  " + words["number"].format(number=number, silhouette=f"{one['silhouette']:.2f}",
                                                stability=_say_stability(one["stability"]["mean"], words, bare=True))


def _say_stability(value: float, words: Mapping[str, Any], *, bare: bool = False) -> str:
    grade = words["grades"][grade_stability(value)]
    return f"{value:.2f} ({grade})" if bare else words["sure"].format(value=f"{value:.2f}", grade=grade)


def _write_shared(told: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    bridges = [(one["comment"], words["bridge"].format(answer=words[one["answer"]], least=f"{one['least_share']:.0%}",
                                                       consensus=f"{one['consensus']:.3f}")) for one in told["unites"]]
    rifts = [(one["comment"], words["rift"].format(most=one["agrees_most"], least=one["agrees_least"],
                                                   gap=f"{one['gap']:.0%}")) for one in told["splits"]]
    yield from _write_list(words["unites"], bridges, told, words)
    yield ""
    yield from _write_list(words["splits"], rifts, told, words)


def _write_traits(told: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    for name, traits in told["representative"].items():
        rows = [(one["comment"], words["trait"].format(
            answer=words[one["answer"]], share=f"{one['share']:.0%}", others=f"{one['others']:.0%}", said=one["said"],
            seen=one["seen"], unsure="" if one["sure"] else words["unsure"])) for one in traits]
        yield from _write_list(words["traits"].format(name=name), rows, told, words)
        yield ""


def _write_list(title: str, rows: Sequence[tuple[str, str]], told: Mapping[str, Any],
                words: Mapping[str, Any]) -> Iterator[str]:
    yield title
    if not rows:
        yield "  " + words["none"]
    for key, said in rows:
        yield f"  [{key}] {_shorten(told['comments'][key]['text'])}".rstrip()
        yield f"      {said}"


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST - 1] + "…"
