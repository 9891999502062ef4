"""Secret live votes; their papers and ballots lie by random keys, not in the order in which they came."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

TABLES = ("bargaining_secretballot", "bargaining_openedvote")


def drop_order(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """On SQLite a table has a hidden number that counts up, unless it is made without."""
    del apps
    if editor.connection.vendor != "sqlite":
        return
    with editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
            made = cursor.fetchall()
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(next(f"{sql} WITHOUT ROWID" for kind, sql in made if kind == "table"))
            for kind, sql in made:
                if kind == "index":
                    cursor.execute(sql)


class Migration(migrations.Migration):
    """Boxes, ballots and the published list."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("bargaining", "0002_log_entries")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name='livevote',
            name='is_secret',
            field=models.BooleanField(default=False, verbose_name='不记名'),
        ),
        migrations.AddField(
            model_name='livevote',
            name='untold',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='OpenedVote',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=19)),
                ('choice', models.CharField(blank=True, choices=[('', '不公布'), ('yes', '同意'), ('no', '反对'), ('abstain', '弃权'), ('invalid', '无效')], default='', max_length=7)),
                ('vote', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='opened', to='bargaining.livevote')),
            ],
        ),
        migrations.CreateModel(
            name='SecretBox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ticket_key', models.TextField(blank=True, default='')),
                ('ticket_public', models.CharField(max_length=1100)),
                ('box_key', models.TextField(blank=True, default='')),
                ('box_public', models.CharField(max_length=44)),
                ('tally', models.JSONField(blank=True, default=list)),
                ('venue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bargaining.venue')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boxes', to='bargaining.livevote')),
            ],
            options={
                'ordering': ['vote', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SecretBallot',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('body', models.BinaryField(default=bytes)),
                ('box', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='bargaining.secretbox')),
            ],
        ),
        migrations.AddConstraint(
            model_name='secretbox',
            constraint=models.UniqueConstraint(fields=('vote', 'venue'), name='one_box_a_venue'),
        ),
        migrations.AddConstraint(
            model_name='secretbox',
            constraint=models.UniqueConstraint(condition=models.Q(('venue', None)), fields=('vote',), name='one_box_for_all_others'),
        ),
        migrations.RunPython(drop_order),
    ]
