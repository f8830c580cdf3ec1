from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="cover",
            field=models.ForeignKey(
                blank=True,
                help_text="Who answers while they are away.",
                null=True,
                on_delete=models.SET_NULL,
                related_name="covers",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
