"""What a door says at its keypad, in both languages."""

from __future__ import annotations

WELCOME = "请进 · Come in"
REFUSALS: dict[str, str] = {
    "wrong": "密码不对，请再看一遍 · This code is not right; look at it again",
    "used": "这个密码已经用过，请再取一个 · This code was used; take another one",
    "expired": "这个密码过了时间，请再取一个 · The time of this code is over; take another one",
    "stale": "门很久没连上网，请用一次性密码 · This door has not heard the hub for a day; take a once code",
    "revoked": "这把钥匙已经停用 · This key was withdrawn",
    "full": "里面坐满了，有急事请按求助 · It is full inside; press help if you must come in",
    "closed": "现在不开放，有急事请按求助 · It is closed now; press help if you must come in",
    "locked_out": "输错太多，请等十分钟或按求助 · Too many wrong codes; wait ten minutes, or press help",
    "unrecorded": "门的记录写不下了，请按求助 · This door cannot keep its record; press help",
}
