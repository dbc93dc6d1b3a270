"""Leaving a window out of screen shares and recordings, where the system can do that.

Neither branch has been run: both need a screen of their system. Windows 10 2004 and later leave the window out; macOS
does for older ways of recording and may not for ScreenCaptureKit; X11 and Wayland have no such wish.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys

from PySide6.QtWidgets import QWidget

WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11
"""SetWindowDisplayAffinity, winuser.h."""
NS_SHARING_NONE, NS_SHARING_READ_ONLY = 0, 1
"""NSWindowSharingType, NSWindow.h."""


def hide_from_share(window: QWidget, hidden: bool) -> bool:
    """True when the system took the wish. The window must have been shown; ask again when it was made anew."""
    if sys.platform == "win32":
        affinity = WDA_EXCLUDEFROMCAPTURE if hidden else WDA_NONE
        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), affinity))
    if sys.platform == "darwin":
        return _share_type_on_macos(int(window.winId()), NS_SHARING_NONE if hidden else NS_SHARING_READ_ONLY)
    return False


def _share_type_on_macos(view: int, sharing: int) -> bool:
    """``[[view window] setSharingType: sharing]`` through the Objective-C runtime."""
    library = ctypes.util.find_library("objc")
    if library is None:
        return False
    objc = ctypes.CDLL(library)
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    address = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value or 0
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(address)
    window = ask(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    tell(window, objc.sel_registerName(b"setSharingType:"), sharing)
    return True
