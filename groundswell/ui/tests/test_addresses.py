import pytest
from django.urls import reverse

from groundswell.ui.addresses import address_of


@pytest.mark.parametrize("name", ["ideas:idea", "changes:change", "front:place", "front:board", "ideas:talk"])
@pytest.mark.parametrize("key", ["abc23456", "RP5", "RP5BA-W21", "02Q", "0"])
def test_it_is_the_address_that_django_would_make(name, key):
    assert address_of(name, key) == reverse(name, args=[key])
