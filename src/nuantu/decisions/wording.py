"""What the log's commands say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.core.times import Lang
from nuantu.decisions.chunk import Finding
from nuantu.decisions.fsck import Condition, Repaired
from nuantu.decisions.sample import Power
from nuantu.decisions.verify import Report

#: Findings that are printed one by one.
SHOWN = 20


def say_appended(said: Mapping[str, Any], lang: Lang) -> str:
    """What an append did, and what is still open."""
    if lang == "zh":
        lines = [f"新建日志 {said['log']}"] if said["made"] else []
        lines += [f"已写入 {said['added']:,} 条决定，日志 {said['origin']} 共 {said['size']:,} 条"]
        lines.append("检查点已由见证方联署并公布" if said["published"] else
                     "检查点尚未公布：在见证方联署之前，这些决定不受保护")
        if not said["witnesses"]:
            lines.append("没有见证方：用 --witness 指明工会的见证服务，否则收据的承诺无法兑现")
        return "\n".join([*lines, *said["refusals"]])
    lines = [f"a new log was made in {said['log']}"] if said["made"] else []
    lines += [f"{said['added']:,} decisions written; the log {said['origin']} has {said['size']:,}"]
    lines.append("the checkpoint is witnessed and published" if said["published"] else
                 "no checkpoint is published yet: nothing protects these decisions until a witness has cosigned")
    if not said["witnesses"]:
        lines.append("there is no witness: name the union's with --witness, or the receipts cannot be honoured")
    return "\n".join([*lines, *said["refusals"]])


def tabulate_report(report: Report) -> dict[str, Any]:
    """A verification as one JSON object."""
    return {
        "log": report.origin, "sound": report.sound, "size": report.size, "witnessed": report.witnessed,
        "tail": report.size - report.witnessed, "checkpoints": report.checkpoints,
        "cosignatures": report.cosignatures, "own_keys": report.own_keys,
        "commitments": {"at_hand": report.has_openings, "opened": report.opened, "erased": report.erased,
                        "locked": report.locked},
        "receipts": _tabulate_power(report.receipts) | {"late": report.dishonoured},
        "decisions": _tabulate_power(report.decisions) | {"insufficient_evidence_erased": report.insufficient},
        "seed": report.seed,
        "findings": [{"check": one.check, "seq": one.seq, "what": one.what} for one in report.findings],
        "unnamed": report.unnamed,
    }


def _tabulate_power(power: Power) -> dict[str, Any]:
    return {"sampled": power.drawn, "of": power.population, "share": power.share, "chance": round(power.chance, 6)}


def say_report(report: Report, lang: Lang) -> str:
    """A verification in words: what was checked, what a sample can find, what nothing protects, what does not hold."""
    lines = _say_checked_zh(report) if lang == "zh" else _say_checked_en(report)
    lines += [_say_finding(one) for one in report.findings[:SHOWN]]
    more = len(report.findings) - SHOWN + report.unnamed
    if more > 0:
        lines.append(f"另有 {more:,} 处" if lang == "zh" else f"and {more:,} more")
    if report.sound:
        lines.append("✓ 全部成立" if lang == "zh" else "✓ everything holds")
    return "\n".join(lines)


def _say_finding(finding: Finding) -> str:
    return f"✗ {finding.check}{'' if finding.seq is None else f' {finding.seq}'}: {finding.what}"


def _say_checked_zh(report: Report) -> list[str]:
    lines = [f"日志 {report.origin}：{report.size:,} 条决定，编号与时间、哈希树逐条验证",
             (f"检查点 {report.checkpoints:,} 个，见证联署 {report.cosignatures:,} 个；"
              f"最后被见证的检查点含 {report.witnessed:,} 条，其后 {report.size - report.witnessed:,} 条不受任何保护")]
    if report.has_openings:
        lines.append(f"承诺值打开 {report.opened:,} 个，已删除 {report.erased:,} 个，"
                     f"法定保存期内锁定 {report.locked:,} 个")
        lines.append("重新计算的决定：" + _say_power_zh(report.decisions) +
                     (f"；{report.insufficient:,} 条证据不足（已删除）" if report.insufficient else ""))
    else:
        lines.append("盐值不在手边：承诺值未打开，决定未重新计算")
    lines.append("收据：" + _say_power_zh(report.receipts) + f"；逾期 {report.dishonoured:,} 张")
    lines.append(f"抽样种子 {report.seed}")
    if report.own_keys:
        lines.append("注意：公钥取自日志本身；请用 --log-key 与 --witness-key 给出工会自己保存的公钥")
    return lines


def _say_power_zh(power: Power) -> str:
    return (f"抽查 {power.drawn:,} / {power.population:,}，若有 {power.share:.1%} 不实，"
            f"发现的概率 {power.chance:.1%}")


def _say_checked_en(report: Report) -> list[str]:
    lines = [f"log {report.origin}: {report.size:,} decisions, each with its number, time and place in the tree",
             (f"{report.checkpoints:,} checkpoints, {report.cosignatures:,} cosignatures; the last witnessed one holds "
              f"{report.witnessed:,} decisions, nothing protects the {report.size - report.witnessed:,} after it")]
    if report.has_openings:
        lines.append(f"{report.opened:,} commitments opened, {report.erased:,} erased, {report.locked:,} locked for "
                     "their legal retention")
        lines.append("recomputed decisions: " + _say_power_en(report.decisions) +
                     (f"; insufficient evidence (erased) for {report.insufficient:,}" if report.insufficient else ""))
    else:
        lines.append("the salts are not at hand: no commitment was opened and no decision recomputed")
    lines.append("receipts: " + _say_power_en(report.receipts) + f"; {report.dishonoured:,} not honoured in time")
    lines.append(f"seed of the samples {report.seed}")
    if report.own_keys:
        lines.append("note: keys were read from the log itself; give --log-key and --witness-key from your own records")
    return lines


def _say_power_en(power: Power) -> str:
    return (f"{power.drawn:,} of {power.population:,} sampled, which finds a share of {power.share:.1%} with "
            f"{power.chance:.1%}")


def tabulate_condition(condition: Condition, repaired: Repaired | None) -> dict[str, Any]:
    """The state of a log's files as one JSON object."""
    return {
        "sound": condition.sound, "size": condition.size, "left_overs": condition.left_overs,
        "untold_erasures": condition.untold, "unpublished": condition.unpublished,
        "findings": [{"check": one.check, "seq": one.seq, "what": one.what} for one in condition.findings],
        "repaired": None if repaired is None else {"dropped": repaired.dropped, "told": repaired.told,
                                                   "published": repaired.published},
    }


def say_condition(condition: Condition, repaired: Repaired | None, lang: Lang) -> str:
    """The state of a log's files in words: what was repaired, what was left half done, what is wrong."""
    zh = lang == "zh"
    lines = [f"{condition.size:,} 条决定" if zh else f"{condition.size:,} decisions"]
    if repaired is not None:
        lines.append(f"已修复：删去 {repaired.dropped:,} 个没有决定的盐值，补记 {repaired.told:,} 次删除，"
                     f"重新公布检查点 {int(repaired.published)} 次" if zh else
                     f"repaired: {repaired.dropped:,} openings without a decision deleted, {repaired.told:,} erasures "
                     f"told, {int(repaired.published)} checkpoint published anew")
    if condition.left_overs:
        lines.append(f"✗ 有 {condition.left_overs:,} 个盐值没有决定：写入中断于落盘之前，从未发出收据" if zh else
                     f"✗ {condition.left_overs:,} openings belong to no decision: a writer was stopped before it was "
                     "durable, and no receipt was given")
    if condition.untold:
        lines.append(f"✗ 有 {condition.untold:,} 次删除尚未记入日志" if zh else
                     f"✗ {condition.untold:,} erasures are not told in the log yet")
    if condition.unpublished:
        lines.append("✗ 公布的检查点落后于最后被见证的检查点" if zh else
                     "✗ the published checkpoint lags behind the last witnessed one")
    lines += [_say_finding(one) for one in condition.findings]
    if condition.sound:
        lines.append("✓ 完好" if zh else "✓ whole")
    return "\n".join(lines)
