"""``nuantu hub``: the web hub from the command line."""

from __future__ import annotations

import fcntl
import ipaddress
import json
import os
import ssl
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click

from nuantu_hub.site import data_folder

POSTGRES = "NUANTU_HUB_POSTGRES"
HOSTS = "NUANTU_HUB_HOSTS"
SECURE = "NUANTU_HUB_SECURE"
JOBS_INSIDE = "NUANTU_HUB_JOBS_INSIDE"


class HubError(click.ClickException):
    """What cannot be done, in one sentence; exit status 2."""

    exit_code = 2


def claim_folder(data: Path) -> None:
    """Make the folder of a hub, for its owner's eyes alone. Raises HubError."""
    os.umask(0o077)
    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / ".writable").touch()
        (data / ".writable").unlink()
    except OSError as fault:
        raise HubError(f"{data} cannot be the hub's folder ({fault.strerror}); name a folder that can be written "
                       f"with --data") from fault


def set_up(data: Path) -> None:
    """Set Django up on a data folder and bring its tables up to date. Raises HubError."""
    os.environ[data_folder.VARIABLE] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuantu_hub.site.settings")
    claim_folder(data)
    import django  # only now: the settings read the folder named above
    from django.core.management import call_command
    from django.db import DatabaseError

    from nuantu_hub.site.messages import compile_messages

    compile_messages()
    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        if os.environ.get(POSTGRES):
            call_command("createcachetable", verbosity=0)
    except DatabaseError as fault:
        where = f"the server that {POSTGRES} names" if os.environ.get(POSTGRES) else str(data / "hub.sqlite3")
        raise HubError(f"{where} cannot be used as the hub's database ({str(fault).splitlines()[0]}); "
                       f"restore it from a backup or name another") from fault


def open_hub(data: Path) -> None:
    """Set a hub up and gather its static files."""
    set_up(data)
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def lock_folder(data: Path) -> IO[str] | None:
    """Keep a second serving process off an embedded database; held as long as the file is open. Raises HubError."""
    if os.environ.get(POSTGRES):
        return None
    claim_folder(data)
    lock = (data / "serving.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        raise HubError(f"another hub serves {data}; stop it, or name another folder with --data") from fault
    return lock


def check_certificate(certificate: Path | None, key: Path | None) -> None:
    """Raises HubError for one without the other, or for two that do not belong together."""
    if (certificate is None) != (key is None):
        raise HubError("https needs both --tls-cert and --tls-key; name the other one too")
    if certificate is None or key is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as fault:
        raise HubError(f"{certificate} and {key} are no certificate and its key ({fault}); "
                       f"write both as PEM") from fault


def admit_host(host: str) -> None:
    """Let browsers reach the hub by the address it listens on. Raises HubError where that says no name."""
    try:
        everywhere = ipaddress.ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    if everywhere and not os.environ.get(HOSTS):
        raise HubError(f"--host {host} listens on every address, so {HOSTS} must say under which names phones "
                       f"reach the hub, for example {HOSTS}=192.168.1.20")
    named = os.environ.get(HOSTS, "localhost,127.0.0.1,[::1]")
    os.environ[HOSTS] = named if everywhere else f"{named},{host}"


@click.group(invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path), default=Path("out/hub"), show_default=True,
              help="Folder of the hub: database, keys, files, replayed days.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8710, show_default=True,
              help="Port to serve; a taken one moves on to the next.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--tls-cert", type=click.Path(path_type=Path), help="Certificate (PEM), for https.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="Its key (PEM).")
@click.option("--live-port", type=click.IntRange(1, 65_535),
              help="Port of the event stream; without it the first free one behind the hub's.")
@click.pass_context
def hub(ctx: click.Context, data: Path, port: int, host: str, tls_cert: Path | None, tls_key: Path | None,
        live_port: int | None) -> None:
    """Serve the union's hub from a data folder, or do one thing with it."""
    ctx.obj = data
    if ctx.invoked_subcommand is not None:
        return
    check_certificate(tls_cert, tls_key)
    admit_host(host)
    from nuantu_hub.site.live_door import VARIABLE as LIVE
    from nuantu_hub.site.serve import Door, find_port, serve_hub

    try:
        door = Door(host, find_port(host, port), tls_cert, tls_key)
        live = None if os.environ.get(LIVE) == "0" else live_port or find_port(host, door.port + 1)
    except OSError as fault:
        raise HubError(f"{host} port {port} cannot be listened on ({fault}); name others with --host and "
                       f"--port") from fault
    lock = lock_folder(data)
    if tls_cert:
        os.environ[SECURE] = "1"
    if not os.environ.get(POSTGRES):
        os.environ[JOBS_INSIDE] = "1"
    open_hub(data)
    serve_hub(door, live)
    if lock is not None:
        lock.close()


def choose_folder(ctx: click.Context, data: Path | None) -> Path:
    """The folder that stands behind the subcommand, else the one before it."""
    found: Path = data or ctx.obj
    return found


data_option = click.option("--data", type=click.Path(path_type=Path), help="Folder of the hub.")


@hub.command()
@data_option
@click.option("--run", type=click.Path(path_type=Path), help="Folder of a finished replay: the demonstration's day.")
@click.option("--day", type=click.Path(path_type=Path), help="Folder of the day that was replayed, for its map.")
@click.option("--agreements", type=click.Path(path_type=Path), default=Path("agreements"), show_default=True,
              help="Folder of the agreements that the day's is compared with.")
@click.option("--try", "tried", is_flag=True, help="Have the table's open offers tried on generated days; the hub "
                                                   "computes it in half a minute once it serves.")
@click.pass_context
def seed(ctx: click.Context, data: Path | None, run: Path | None, day: Path | None, agreements: Path, *,
         tried: bool) -> None:
    """Fill an empty hub with a demonstration: invented people and platforms, the same each time."""
    folder = choose_folder(ctx, data)
    set_up(folder)
    from nuantu_hub.site.errors import Refused

    try:
        told = import_module("nuantu_hub.days.demonstration").seed_demonstration(
            run=run, day=day, agreements=agreements if agreements.is_dir() else None)
        put = import_module("nuantu_hub.bargaining.domain.seed_tries").seed_try() if tried else ""
    except Refused as refused:
        raise HubError(f"{folder}: {refused}") from refused
    click.echo("\n".join(filter(None, (told, put))))


@hub.command()
@data_option
@click.option("--login", required=True, help="Login name of the steward.")
@click.option("--name", required=True, help="Name of the steward.")
@click.option("--union", required=True, help="Name of the union at the root of the tree.")
@click.pass_context
def steward(ctx: click.Context, data: Path | None, login: str, name: str, union: str) -> None:
    """Make the first steward of a hub and print the path of the invitation."""
    folder = choose_folder(ctx, data)
    set_up(folder)
    from nuantu_hub.site.errors import Refused

    try:
        click.echo(import_module("nuantu_hub.people.domain.first_steward").invite_first_steward(
            login=login, name=name, union=union))
    except Refused as refused:
        raise HubError(f"{folder}: {refused}") from refused


@hub.command()
@data_option
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--platform", required=True, help="Name of the platform, as its talks and riders' links have it.")
@click.option("--union", required=True, help="Name of the union that looks after its riders.")
@click.option("--day", type=click.Path(path_type=Path), help="Folder of the day that was replayed, for its map.")
@click.option("--at", type=click.DateTime(["%H:%M"]), default="23:59", show_default=True,
              help="Time of the day at which riders' pages show it.")
@click.pass_context
def take(ctx: click.Context, data: Path | None, run: Path, platform: str, union: str, day: Path | None,
         at: datetime) -> None:
    """Take RUN in, a finished replay: from then on its riders and both sides read their verdicts."""
    folder = choose_folder(ctx, data)
    set_up(folder)
    from nuantu_hub.site.errors import Refused

    try:
        taken = import_module("nuantu_hub.days.domain.taking").take_run(
            source=run, platform=platform, union=union, day=day, at=at.time())
    except Refused as refused:
        raise HubError(f"{folder}: {refused}") from refused
    click.echo(f"{taken.pk}  {taken.date}  {taken.agreement_id}  {taken.orders} orders, {taken.workers} workers")


@hub.command()
@data_option
@click.pass_context
def jobs(ctx: click.Context, data: Path | None) -> None:
    """Work on background jobs in a process of its own, for a hub on PostgreSQL."""
    if not os.environ.get(POSTGRES):
        raise HubError(f"on the embedded database the serving process works on the jobs itself; set {POSTGRES} for a "
                       f"process of its own")
    set_up(choose_folder(ctx, data))
    from nuantu_hub.site.jobs import work_on_jobs

    work_on_jobs()


@hub.command()
@data_option
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write.")
@click.option("--corner", type=(float, float), help="Latitude and longitude of the day's upper left corner; the "
                                                     "demonstration's where not named.")
@click.pass_context
def friction(ctx: click.Context, data: Path | None, out: Path, corner: tuple[float, float] | None) -> None:
    """Write what entries take at compounds with the pass code and without, for `nuantu day friction`."""
    set_up(choose_folder(ctx, data))
    from nuantu_hub.site.clock import now

    domain = import_module("nuantu_hub.passes.domain.friction")
    told = domain.tell_friction(now()) if corner is None else domain.tell_friction(now(), corner)
    click.echo(f"{out}: {domain.write_friction(out, told)}")


@hub.command()
@data_option
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def backup(ctx: click.Context, data: Path | None, target: Path) -> None:
    """Copy a hub, serving or not, into the new folder TARGET, without its keys."""
    from nuantu_hub.site.backup import LOGS, SIGNING, TREES, BackupError, back_up

    if os.environ.get(POSTGRES):
        raise HubError("the database is on a server of its own; back it up with that server's pg_dump, and the folders "
                       f"{', '.join((*TREES, *LOGS))} after it")
    folder = data_folder.DataFolder(choose_folder(ctx, data).absolute())
    os.umask(0o077)
    try:
        made = back_up(folder, target)
    except BackupError as fault:
        raise HubError(str(fault)) from fault
    click.echo(f"{target}: {made.database_bytes:,} bytes of database, {made.files:,} files"
               f"{f', {made.erased_meanwhile:,} erased meanwhile' if made.erased_meanwhile else ''}; its keys are not "
               f"in it: keep {folder.root / 'keys'} and the folder {SIGNING} of each log ({', '.join(LOGS)}) somewhere "
               "else, and put them back in their places to restore")


@hub.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print every cell as JSON.")
@click.pass_context
def matrix(ctx: click.Context, data: Path | None, as_json: bool) -> None:
    """Ask every address as every role, on things of one's own and of others, and compare with who may."""
    open_hub(choose_folder(ctx, data))  # pages are rendered, so their static files must be there
    cells: list[dict[str, Any]] = import_module("nuantu_hub.matrix.ask").ask_matrix()
    leaks = [cell for cell in cells if not cell["ok"]]
    if as_json:
        click.echo(json.dumps(cells, ensure_ascii=False))
    else:
        click.echo(f"{len(cells)} cells, {len(leaks)} leaks")
        for cell in leaks:
            click.echo(f"{cell['role']} {cell['method']} {cell['url']} ({cell['object']}): expected "
                       f"{cell['expected']}, answered {cell['answered']}")
    if leaks:
        ctx.exit(1)
