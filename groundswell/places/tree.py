"""Today's tree worked out from who belongs to whom: paths from the root and the organisation of each place. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

Stand = tuple[int | None, str]  # the organisation's id, the path


@dataclass
class Tree:
    """`parents` maps every id to its parent's; `organisations` are the ids that are organisations themselves."""

    parents: Mapping[int, int | None]
    organisations: Set[int]
    stands: dict[int, Stand] = field(default_factory=dict)
    circular: list[int] = field(default_factory=list)

    def grow(self) -> Tree:
        for place in self.parents:
            self._stand(place)
        return self

    def _stand(self, place: int) -> None:
        """Climb to the nearest place already known, then come down again, so that no depth is too deep."""
        climbed: list[int] = []
        here: int | None = place
        while here is not None and here not in self.stands:
            if here in climbed:
                self.circular.append(here)
                here = None
                break
            climbed.append(here)
            here = self.parents.get(here)
        organisation, path = self.stands[here] if here is not None else (None, "/")
        for one in reversed(climbed):
            organisation = one if one in self.organisations else organisation
            path = f"{path}{one}/"
            self.stands[one] = (organisation, path)
