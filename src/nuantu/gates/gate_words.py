"""What a gate says to guard and rider: one sentence for each verdict, in both languages. Nobody is called a suspect."""

from __future__ import annotations

from nuantu.passes.verdict import Code

SENTENCES: dict[Code, str] = {
    Code.OK: "码有效，请通行 · The code is good; go through",
    Code.OK_DEGRADED: "码有效，名单有些旧，请通行 · The code is good, the lists are old; go through",
    Code.E_FORMAT: "这不是速通码，请打开速通码页面再出示 · This is no pass; open the pass page and show its code",
    Code.E_NONCANON: "这个码写得不合规矩，请刷新后再出示 · This code is not written as it must be; show a fresh one",
    Code.E_ALG: "这个码用了不认的签名，请刷新后再出示 · This code has a signature of another kind; show a fresh one",
    Code.E_KID: "不认识签发方，请联网更新后再出示 · The issuer is unknown here; refresh with network and show it again",
    Code.E_SIG: "签名对不上，请刷新后再出示 · The signature does not fit; show a fresh code",
    Code.E_NBF: "这个码还没到时间，请看手机时间 · This code is not valid yet; look at the phone's clock",
    Code.E_EXP: "凭证过了时间，请联网更新 · The credential is over; refresh it with network",
    Code.E_LIFE: "凭证时间太长，不能用 · The credential lasts longer than one may",
    Code.E_SCOPE: "这个码不是给这道门的，请走人工通道 · This code is not for doors of this kind; take the manual way",
    Code.E_AUD: "这是别的门的码，请扫本门的码后再出示 · This code is for another gate; scan this gate's poster first",
    Code.E_STALE: "这个码过了几十秒，请出示刷新后的码 · This code is too old by now; show the fresh one",
    Code.E_FUTURE: "手机时间快了，请联网对时 · The phone's clock is ahead; let it ask the network",
    Code.E_REPLAY: "这个码刚用过，请等十五秒后的新码 · This code was just used; wait for the next one",
    Code.E_REVOKED: "凭证已停用，请问工会，可走人工通道 · Withdrawn; ask the union, or take the manual way",
    Code.E_STATUS_STALE: "门口名单太旧，请走人工通道 · The gate's lists are too old; take the manual way",
    Code.E_TRUST_EXPIRED: "门口信任名单过期，请走人工通道 · The gate's trust list is over; take the manual way",
    Code.E_CLOCK: "门口时钟不对，请看一眼再放行 · The gate's clock is wrong; look, then let them in",
    Code.E_RATE: "一下子太多码，请稍等再出示 · Too many codes at once; wait a moment and show it again",
}
NOT_ANSWERED_WORDS = ("码里没有门口现在的口令，请在手机上输入 · "
                      "This code does not hold the number asked for; enter it on the phone")
FULL_DISK = "门口记录写不下，请走人工通道 · The gate cannot keep its record; take the manual way"
#: Why a guard lets somebody in by hand.
MANUAL_REASONS: dict[str, str] = {
    "slip": "看过取餐小票，楼号对得上 · The slip names a building here",
    "phone": "骑手的手机没电或没网 · The rider's phone is dead or without network",
    "here": "本机扫不出或名单旧了 · This gate cannot read it, or its lists are old",
    "resident": "住户来接或打了电话 · A resident came or called",
    "other": "其他 · Something else",
}
