"""Tables of people and unions."""

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.deed import Deed, Reading
from nuantu_hub.people.models.post import Post
from nuantu_hub.people.models.unit import Unit

__all__ = ["Account", "Deed", "Post", "Reading", "Unit"]
