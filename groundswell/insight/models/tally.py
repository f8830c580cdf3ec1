"""What the map is counted from and the counts themselves: rows of whole numbers. A copy that can be thrown away and made again.

Places are their ids, and stand without a key on the place: the same tables exist in a file beside the database (`tally.duck`).
People are opaque numbers that change with every month, so that two months cannot be laid over each other.
"""

from __future__ import annotations

from django.db import models


class Fact(models.Model):
    """Somebody did something on a day. `tally.codes` says what the columns hold."""

    event = models.BigIntegerField(db_index=True)
    day = models.IntegerField()
    kind = models.SmallIntegerField()
    change = models.BigIntegerField(db_index=True)
    person = models.BigIntegerField(db_index=True)
    team = models.BigIntegerField()
    ref = models.BigIntegerField(default=0)
    level = models.SmallIntegerField(default=0)
    due = models.IntegerField(default=0)
    result = models.SmallIntegerField(default=0)


class Team(models.Model):
    """A place where people work and that has none inside it. `staff` is 0 where nobody said it."""

    team = models.BigIntegerField(primary_key=True)
    division = models.BigIntegerField()
    organisation = models.BigIntegerField(db_index=True)
    sector = models.SmallIntegerField(default=0, help_text="1: general practice.")
    staff = models.IntegerField(default=0)
    agreed = models.SmallIntegerField(default=0, help_text="1: staff side agreed that ties inside teams are measured.")


class Member(models.Model):
    """Somebody at a team on the last day of the window, or gone in it. `home` is 1 for one team of each person."""

    person = models.BigIntegerField(db_index=True)
    team = models.BigIntegerField(db_index=True)
    organisation = models.BigIntegerField(db_index=True)
    grp = models.SmallIntegerField()
    manager = models.SmallIntegerField()
    sector = models.SmallIntegerField(default=0)
    home = models.SmallIntegerField(default=1)
    gone = models.IntegerField(default=0, help_text="The day of leaving; 0 for who is there.")
    opted_out = models.SmallIntegerField(default=0, help_text="1: wants no ties and no stages.")


class Inside(models.Model):
    """That a team lies in a unit of its organisation, itself among them."""

    unit = models.BigIntegerField()
    organisation = models.BigIntegerField(db_index=True)
    team = models.BigIntegerField(db_index=True)


class Above(models.Model):
    """That an organisation lies in a unit above it."""

    organisation = models.BigIntegerField(db_index=True)
    unit = models.BigIntegerField()


class Cell(models.Model):
    """One count of one unit, for the month in the making. `tally.cells` says what a, b, c and d are."""

    pk = models.CompositePrimaryKey("unit", "measure", "key")
    unit = models.BigIntegerField()
    measure = models.SmallIntegerField()
    key = models.BigIntegerField()
    a = models.BigIntegerField()
    b = models.BigIntegerField()
    c = models.BigIntegerField()
    d = models.BigIntegerField()
    organisation = models.BigIntegerField(
        db_default=0, db_index=True, help_text="That the unit lies in; 0 for what lies above."
    )


class Mark(models.Model):
    """How far the log was read, for which month. One row."""

    month = models.DateField(help_text="Its last day: the end of every window that is counted.")
    looked_on = models.DateField(help_text="The day of the last fold.")
    event = models.BigIntegerField(default=0)
    secret = models.CharField(max_length=64, help_text="People's numbers of this month are made with it.")


class Counted(models.Model):
    """What was counted for one unit and month, when the month was over. It does not move any more. Unit 0 is the nation."""

    unit = models.BigIntegerField()
    month = models.DateField(help_text="Its last day.")
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="insight_counted_once")]
