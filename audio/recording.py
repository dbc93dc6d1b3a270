"""A recording as a source: any rate and sample format, two sides in one stereo file or in two mono files."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from audio.frames import BLOCK, RATE, Frame, Samples, Sound, SoundError, to_int16
from calls.events import CaptureStarted, Channel

LOWEST_RATE, HIGHEST_RATE = 4_000, 384_000


class RecordingSource:
    """Files opened for hearing. Raises SoundError if they cannot be.

    One stereo file: the agent is left, the customer right. One mono file: the customer. Two mono files: agent,
    customer. ``clock_s`` is where the recording is entered; its own time is the call's clock. Paced, a block comes
    when it would have been said; otherwise as fast as it is taken.
    """

    def __init__(self, paths: Sequence[Path], *, clock_s: float = 0.0, paced: bool = True) -> None:
        self._tracks = _tracks(paths)
        self.channels = tuple(side.channel for track in self._tracks for side in track.sides)
        self.live = paced
        self.duration_s = max(track.duration_s for track in self._tracks)
        self._entered_s = min(max(clock_s, 0.0), self.duration_s)
        self._entered_at = time.monotonic()
        self._given_s = self._entered_s
        self._closed = threading.Event()

    def now(self) -> float:
        if not self.live:
            return self._given_s
        return min(self._entered_s + time.monotonic() - self._entered_at, self.duration_s)

    def frames(self) -> Iterator[Sound]:
        names = {side.channel: track.path.name for track in self._tracks for side in track.sides}
        yield CaptureStarted(self._entered_s, names.get(Channel.AGENT, ""), names.get(Channel.CUSTOMER, ""))
        try:
            for track in self._tracks:
                track.enter(self._entered_s)
            last = False
            while not last:
                seconds = [(track, track.read()) for track in self._tracks]
                length_s = max(len(signal) / track.file.samplerate for track, signal in seconds)
                last = length_s < 1
                frames = [track.frames(signal, length_s, last) for track, signal in seconds]
                for frame in heapq.merge(*frames, key=lambda frame: frame.start):
                    self._await(frame.end)
                    if self._closed.is_set():
                        return
                    self._given_s = max(self._given_s, frame.end)
                    yield frame
        finally:
            for track in self._tracks:
                track.file.close()

    def close(self) -> None:
        self._closed.set()

    def _await(self, clock_s: float) -> None:
        due = self._entered_at + clock_s - self._entered_s
        while self.live and (left := due - time.monotonic()) > 0 and not self._closed.wait(left):
            pass


class _Side:
    """One side of a file on its way to 16 kHz blocks."""

    def __init__(self, channel: Channel, column: int, rate: int) -> None:
        self.channel = channel
        self.column = column
        self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32", quality="HQ") if rate != RATE else None
        self._waiting: Samples = np.zeros(0, np.int16)
        self._given = 0

    def take(self, signal: NDArray[np.float32], last: bool) -> Iterator[tuple[int, Samples]]:
        """(position of the first sample, samples) of every block that is full, and with ``last`` of the rest."""
        if self._resampler is not None:
            signal = self._resampler.resample_chunk(signal, last=last)
        samples = np.concatenate((self._waiting, to_int16(signal)))
        whole = len(samples) if last else len(samples) // BLOCK * BLOCK
        for first in range(0, whole, BLOCK):
            yield self._given + first, samples[first : min(first + BLOCK, whole)]
        self._given += whole
        self._waiting = samples[whole:]


@dataclass(slots=True)
class _Track:
    """One opened file; ``entered_s`` is where its reading began."""

    path: Path
    file: soundfile.SoundFile
    sides: tuple[_Side, ...]
    entered_s: float = 0.0

    @property
    def duration_s(self) -> float:
        return float(self.file.frames / self.file.samplerate)

    def enter(self, at_s: float) -> None:
        first = round(at_s * self.file.samplerate)
        before = min(first, self.file.frames)
        try:
            if self.file.seekable():
                self.file.seek(before)
            else:  # GSM 6.10, for one
                self.file.read(before, dtype="int16")
        except soundfile.SoundFileError as error:
            raise _broken(self.path) from error
        self.entered_s = first / self.file.samplerate

    def read(self) -> NDArray[np.float32]:
        """The next second, or what there is of it; a column for each channel of the file."""
        try:
            signal: NDArray[np.float32] = self.file.read(self.file.samplerate, dtype="float32", always_2d=True)
        except soundfile.SoundFileError as error:
            raise _broken(self.path) from error
        return signal

    def frames(self, signal: NDArray[np.float32], length_s: float, last: bool) -> list[Frame]:
        """In the order of their time; silence where the other side's file goes on and this one does not."""
        missing = max(round(length_s * self.file.samplerate) - len(signal), 0)
        signal = np.pad(signal, ((0, missing), (0, 0)))
        frames = [
            Frame(side.channel, self.entered_s + first / RATE, samples)
            for side in self.sides
            for first, samples in side.take(np.ascontiguousarray(signal[:, side.column]), last)
        ]
        return sorted(frames, key=lambda frame: frame.start)


def _tracks(paths: Sequence[Path]) -> tuple[_Track, ...]:
    match [(path, _opened(path)) for path in paths]:
        case [(path, file)] if file.channels == 1:
            return (_Track(path, file, (_Side(Channel.CUSTOMER, 0, file.samplerate),)),)
        case [(path, file)] if file.channels == 2:
            pair = (_Side(Channel.AGENT, 0, file.samplerate), _Side(Channel.CUSTOMER, 1, file.samplerate))
            return (_Track(path, file, pair),)
        case [(path, file)]:
            raise SoundError(
                f"{path} has {file.channels} channels and which speaker is on which cannot be told:"
                " give a stereo file (left agent, right customer) or a mono file (the customer)"
            )
        case [(_, one), (_, two)] as both if one.channels == two.channels == 1:
            return tuple(
                _Track(path, file, (_Side(channel, 0, file.samplerate),))
                for (path, file), channel in zip(both, Channel, strict=True)
            )
        case [_, _]:
            raise SoundError("of two recordings each must be mono: first the agent's, then the customer's")
        case files:
            raise SoundError(f"give one recording or two, not {len(files)}")


def _opened(path: Path) -> soundfile.SoundFile:
    if not path.is_file():
        raise SoundError(f"{path} is not there" if not path.exists() else f"{path} is not a file")
    try:
        file = soundfile.SoundFile(path)
    except (soundfile.SoundFileError, OSError, TypeError) as error:  # TypeError: a ".raw" file names no rate
        if not _readable(path):
            raise SoundError(f"{path} may not be read: check its permissions") from error
        raise SoundError(
            f"{path} is not a recording that can be read: give WAV, FLAC, OGG or MP3 (or convert it to one)"
        ) from error
    if file.frames <= 0:
        raise SoundError(f"{path} holds no sound")
    if not LOWEST_RATE <= file.samplerate <= HIGHEST_RATE:
        raise SoundError(f"{path} says it has {file.samplerate} samples a second: its header is damaged")
    return file


def _readable(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _broken(path: Path) -> SoundError:
    return SoundError(f"{path} is damaged: it cannot be read to its end")
