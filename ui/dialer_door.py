"""The local door through which `main.py call` reaches the running panel; only this user can open it."""

from __future__ import annotations

import getpass
import hashlib
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from calls.codec import Malformed
from integrations.dialer import message_of

log = logging.getLogger("dialer")

SHOW = "show"
"""Something else that comes through the door: a second start asks the first to show itself."""

DOORS = "doors"
"""And another: which doors are open is asked for; the answer is JSON, one object for each."""

LONGEST = 4096
LONGEST_PLACE = 100
"""The system takes no socket whose path has more bytes than about this."""

RUNTIME_FOLDERS = Path("/run/user")
"""Where a session's XDG_RUNTIME_DIR usually is, by the user's number; cron, a service and sudo lack the variable."""


class Answer(StrEnum):
    """What came of knocking. ``SILENT``: somebody has the door, and says nothing."""

    TAKEN = "taken"
    REFUSED = "refused"
    SILENT = "silent"
    NOBODY = "nobody"


class DoorError(Exception):
    """One line for people: why this panel cannot be the one of its profile."""


def knock(data: Path, line: str, patience_ms: int = 5000) -> Answer:
    """Hand ``line`` to the running panel of that profile. Works without an event loop."""
    return _told(data, line, patience_ms)[0]


def ask(data: Path, question: str, patience_ms: int = 5000) -> str:
    """What the running panel of that profile answers; "" when there is none, or none that knows the question."""
    return _told(data, question, patience_ms)[1]


def _told(data: Path, line: str, patience_ms: int) -> tuple[Answer, str]:
    for name in _names(data):
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(patience_ms):
            return _hand_over(socket, line, patience_ms)
    return Answer.NOBODY, ""


def _hand_over(socket: QLocalSocket, line: str, patience_ms: int) -> tuple[Answer, str]:
    socket.write(line.encode() + b"\n")
    if not socket.waitForReadyRead(patience_ms):
        # Hung up on without a word is a refusal: so much is not even read.
        still_there = socket.state() is QLocalSocket.LocalSocketState.ConnectedState
        return (Answer.SILENT if still_there else Answer.REFUSED), ""
    answer = bytes(socket.readAll().data()).decode("utf-8", "replace")
    socket.disconnectFromServer()
    taken, _, words = answer.strip().partition(" ")
    return (Answer.TAKEN, words) if taken == "ok" else (Answer.REFUSED, "")


def _names(data: Path) -> list[str]:
    """Where the door of that profile may be, the first choice first; all in folders that only this user can write.

    Both sides try all of them: the dialer may have been started with another environment than the panel.
    """
    profile = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    if sys.platform == "win32":  # a named pipe, in no folder; not run
        return [f"attune-{getpass.getuser()}-{profile}"]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    places = [Path(runtime)] if Path(runtime).is_absolute() else []
    places += [RUNTIME_FOLDERS / str(_own_number()), data.resolve(), _last_resort()]
    paths = [place / f"attune-{profile}" for place in places if _only_ours(place)]
    return [str(path) for path in paths if len(os.fsencode(path)) <= LONGEST_PLACE]


def _own_number() -> int:
    if sys.platform == "win32":
        raise RuntimeError("users have no numbers there")
    return os.getuid()


def _last_resort() -> Path:
    """Where the data folder's path is too long for a socket. Not TMPDIR: the dialer's may be another."""
    return Path("/tmp") / f"attune-{_own_number()}"


def _only_ours(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == _own_number() and not status.st_mode & 0o022


def _make_places(data: Path) -> None:
    """Raises OSError when there can be no data folder; a last resort that somebody else has is not used."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return
    status = data.stat()
    if status.st_uid == _own_number() and status.st_mode & 0o077:
        data.chmod(status.st_mode & 0o700)
    if len(os.fsencode(data.resolve())) > LONGEST_PLACE - len("/attune-") - 12:
        try:
            _last_resort().mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            log.warning("%s cannot be made: %s", _last_resort(), error.strerror)


class DialerDoor(QObject):
    """``message`` carries integrations.dialer.DialerMessage; ``show`` asks for the panel.

    ``tell_doors`` gives what is answered about the doors.
    """

    message = Signal(object)
    show = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.tell_doors: Callable[[], str] = str
        self._lock = QLockFile(str(data / "panel.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def open(self) -> bool:
        """False when another panel of this profile is running; a door that a crash left behind is replaced.

        Makes the data folder. Raises DoorError when it cannot be written.
        """
        try:
            _make_places(self._data)
        except OSError as error:
            raise DoorError(f"{self._data} cannot be written: {error.strerror or error}") from None
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            raise DoorError(f"{self._data} cannot be written: {_why_not(self._data)}")
        if not any(self._listen(name) for name in _names(self._data)):
            log.error("the door for the dialer cannot be opened: %s", self._server.errorString())
        return True

    def _listen(self, name: str) -> bool:
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    @property
    def is_open(self) -> bool:
        return self._server.isListening()

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
            message = None if line in (SHOW, DOORS) else message_of(line)
        except Malformed as error:
            log.warning("the door refused a message: %s", error)
            socket.write(b"refused\n")
        else:
            socket.write(f"ok {self.tell_doors() if line == DOORS else ''}\n".encode())
            if line == SHOW:
                self.show.emit()
            elif message:
                self.message.emit(message)
        socket.flush()
        socket.disconnectFromServer()


def _why_not(folder: Path) -> str:
    """The lock does not tell what the system said; the system does."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return "it takes no lock"
    except OSError as error:
        return error.strerror or str(error)
