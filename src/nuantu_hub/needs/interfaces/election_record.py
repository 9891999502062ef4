"""The printed record of an election's result, and ballot papers for the station's table; both in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from nuantu_hub.needs.interfaces.election_told import ContestTold, name_rule, tell_contests
from nuantu_hub.needs.models import Candidacy, Contest, Election
from nuantu_hub.seam.printed_record import Section, print_record
from nuantu_hub.site.moments import say_moment

WIDTHS = (0.1, 0.5, 0.2, 0.2)


def set_record(election: Election) -> bytes:
    """The record as a PDF. Raises RunError where no font is installed."""
    with override("zh-hans"):
        contests = tell_contests(election)
        about = Section("经过", [
            f"组织：{election.unit.name}。类型：{election.get_kind_display()}。规则：{name_rule(election)}。",
            f"投票：{say_moment(election.opens_at)} 至 {say_moment(election.closes_at)}。",
            f"封箱：{say_moment(election.closed_at)}。开箱：{say_moment(election.counted_at)}。",
            f"选票名单指纹 SHA-256：{election.list_sha256}",
            f"抽签的种子：{election.seed}。投票前公布的指纹：{election.seed_sha256}"])
        remarks = [f"{one.watcher.body}：{one.text}" for one in election.remarks.select_related("watcher")]
        return print_record(f"{election.name} · 结果记录", [
            about, *(_tell_contest(one) for one in contests), Section("监票人的记录", remarks or ["没有。"])],
            [one.body for one in election.watchers.all()])


def _tell_contest(one: ContestTold) -> Section:
    result = one.result
    figures = (f"选民 {result['roll']} 人，领票 {result['papers']} 张，投出 {result['ballots']} 张，"
               f"打不开 {result['unreadable']} 张。")
    if result["withheld"]:
        figures += "不到 10 张，合并公布，不写各人票数。"
    else:
        figures += (f"有效 {result['valid']}，空白 {result['blank']}，无效 {result['invalid']}；"
                    f"{result['needed']} 票当选。")
    rows = [("号", "姓名", "票数", "结果"), *(
        (str(line.number), line.label, "—" if line.votes is None else str(line.votes),
         ("当选" if line.elected else "") + ("（抽签）" if line.by_lot else "")) for line in one.lines)]
    return Section(f"{one.contest.constituency.name}，{one.contest.seats} 个名额",
                   [figures, *([one.failed] if one.failed else []), f"封箱时票箱的指纹：{one.contest.sealed_sha256}"],
                   WIDTHS, rows)


def set_papers(contest: Contest, codes: Sequence[str]) -> bytes:
    """Ballot papers with the code above and again on a stub that the voter tears off and keeps."""
    lines = [(str(one.number), one.label) for one in
             Candidacy.objects.filter(contest=contest, number__isnull=False).order_by("number")]
    sections = [Section(f"编号 {code}", [
        f"最多勾 {contest.seats} 个。不写名字，不写别的字。", *(f"□　{number}　{label}" for number, label in lines),
        f"撕下留着：{code}。开箱以后，用编号在公布的名单里找到这张票。"]) for code in codes]
    return print_record(f"{contest.election.name} · {contest.constituency.name}", sections)
