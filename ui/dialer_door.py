"""The local door through which `main.py call` reaches the running panel; only this user can open it."""

from __future__ import annotations

import getpass
import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from calls.codec import Malformed
from integrations.dialer import message_of

log = logging.getLogger("dialer")

SHOW = "show"
"""The other thing that comes through the door: a second start asks the first to show itself."""

LONGEST = 4096


def door_name(data: Path) -> str:
    """One door for each user and profile."""
    profile = hashlib.sha256(str(data.absolute()).encode()).hexdigest()[:12]
    return f"attune-{getpass.getuser()}-{profile}"


def knock(name: str, line: str, patience_ms: int = 1000) -> bool:
    """Hand ``line`` to the running panel; False when there is none. Works without an event loop."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(patience_ms):
        return False
    socket.write(line.encode() + b"\n")
    answered = socket.waitForReadyRead(patience_ms) and bytes(socket.readAll().data()).startswith(b"ok")
    socket.disconnectFromServer()
    return bool(answered)


class DialerDoor(QObject):
    """``message`` carries integrations.dialer.DialerMessage; ``show`` asks for the panel."""

    message = Signal(object)
    show = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = door_name(data)
        self._lock = QLockFile(str(data / "panel.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def open(self) -> bool:
        """False when another panel of this profile is running; a door that a crash left behind is replaced."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            log.error("the door for the dialer cannot be opened: %s", self._server.errorString())
        return True

    def close(self) -> None:
        self._server.close()
        self._lock.unlock()

    @Slot()
    def _let_in(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._read(s))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        line = bytes(socket.readLine(LONGEST).data()).decode("utf-8", "replace").strip()
        try:
            message = None if line == SHOW else message_of(line)
        except Malformed as error:
            log.warning("the door refused a message: %s", error)
            socket.write(b"refused\n")
        else:
            socket.write(b"ok\n")
            if message is None:
                self.show.emit()
            else:
                self.message.emit(message)
        socket.flush()
        socket.disconnectFromServer()
