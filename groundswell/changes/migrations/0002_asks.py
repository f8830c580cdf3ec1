from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("changes", "0001_initial"), ("enabling", "0003_promises_become_asks")]

    operations = [migrations.RemoveField(model_name="change", name="commitments")]
