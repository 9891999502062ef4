"""Tables of what riders say."""

from nuantu_hub.needs.models.need import Need, NeedStep, Reply, Told

__all__ = ["Need", "NeedStep", "Reply", "Told"]
