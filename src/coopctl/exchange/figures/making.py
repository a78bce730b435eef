"""What the figures of one import share."""

from datetime import date, datetime

from msgspec import Struct


class Making(Struct, frozen=True):
    """What the figures of one import share; their keys follow from `seed`, 16 hexadecimal digits."""

    recorded_at: datetime
    today: date
    batch: str
    seed: str
