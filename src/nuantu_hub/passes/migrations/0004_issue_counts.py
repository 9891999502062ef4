from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('passes', '0003_issue_issuing'),
    ]

    operations = [
        migrations.RenameField(model_name='gatecount', old_name='green', new_name='let_in'),
        migrations.RenameField(model_name='gatecount', old_name='amber', new_name='degraded'),
        migrations.RenameField(model_name='gatecount', old_name='red', new_name='refused'),
        migrations.RenameField(model_name='gatecount', old_name='median_ms', new_name='measured'),
        migrations.AddField(model_name='gatecount', name='seconds', field=models.PositiveIntegerField(null=True)),
        migrations.CreateModel(
            name='PhoneLoss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('account', models.OneToOneField(on_delete=models.deletion.CASCADE, related_name='phone_loss', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
