"""Days that were dispatched under a signed agreement: the very bytes that the sides signed lie in the run."""

from __future__ import annotations

from nuantu_hub.bargaining.domain.signed_files import read_signed
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import SignedAgreement
from nuantu_hub.days.models import Run
from nuantu_hub.seam.run_folder import read_book_files


def find_signed_of(run: Run) -> SignedAgreement | None:
    """The signed agreement under which a day was dispatched; None for any other text, also one of the same id.

    It must be in force with the platform on that day, be what was signed, and lie in the run byte for byte.
    """
    found = SignedAgreement.objects.in_force_on(run.date).filter(
        platform=run.platform, text__agreement_id=run.agreement_id).select_related("text__talk__unit").order_by(
        "-effective_on", "-pk").first()
    if found is None:
        return None
    try:
        return found if read_signed(found) in read_book_files(run.folder) else None
    except TalkRefused:
        return None
