from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stations', '0007_siting_where_next'),
    ]

    operations = [
        migrations.AddField(
            model_name='siteplan',
            name='around_the_clock',
            field=models.BooleanField(default=False, verbose_name='只把24小时开放的算作已有'),
        ),
    ]
