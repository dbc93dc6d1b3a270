"""Ctrl+C and a polite kill close a window as its own button does."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer


def quit_on_signals(app: QCoreApplication) -> None:
    """For SIGINT and SIGTERM, also before the event loop runs. Only on the main thread.

    Python's handlers run between two steps of Python, and an idle event loop takes none: so the signal wakes it.
    """
    reads, writes = socket.socketpair()
    for end in (reads, writes):
        end.setblocking(False)
    signal.set_wakeup_fd(writes.fileno(), warn_on_full_buffer=False)
    awake = QSocketNotifier(reads.fileno(), QSocketNotifier.Type.Read, app)
    awake.activated.connect(lambda: (reads.recv(64), writes))  # held, and so kept open, as long as the application
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, app.quit))
