"""Settings in which nothing checks request keys: the run that must show doubles, so that the others are known to be able to fail."""

from groundswell.front.settings import *  # noqa: F403
from groundswell.front.settings import MIDDLEWARE as ALL

MIDDLEWARE = [name for name in ALL if name != "groundswell.post.middleware.Once"]
