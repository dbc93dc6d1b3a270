"""macOS hands an ``attune:`` address to the running application as an event, not as an argument. Not run there."""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent

from calls.codec import Malformed
from integrations.call_url import message_of_url

log = logging.getLogger("dialer")


class OpenedAddresses(QObject):
    """An event filter for the application; ``message`` carries integrations.dialer.DialerMessage.

    It is asked about every event there is, so it is for the system that needs it alone.
    """

    message = Signal(object)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            try:
                message = message_of_url(bytes(event.url().toEncoded().data()).decode("ascii", "replace"))
            except Malformed as error:
                log.warning("an address that was opened tells of no call: %s", error)
            else:
                self.message.emit(message)
            return True
        return super().eventFilter(watched, event)
