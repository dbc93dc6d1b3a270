"""PyInstaller's own hook looks for a distribution called webrtcvad; ours is webrtcvad-wheels, with the same module."""

from PyInstaller.utils.hooks import copy_metadata

datas = copy_metadata("webrtcvad-wheels")
