"""Sound to what the network sees: 40 log mel energies every 10 ms, and which of those frames are silent."""

from __future__ import annotations

import kaldi_native_fbank as knf  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

from tools.model.plan import MEL_BINS, MEL_HIGH_HZ, MEL_LOW_HZ, SAMPLE_RATE

WINDOW, HOP = SAMPLE_RATE // 40, SAMPLE_RATE // 100
SILENT_DB = -45.0
"""Below the loudest frame of the undisturbed sentence."""
PAUSE_FRAMES = 15
"""Shorter gaps are the closures of stops, not pauses."""


def options() -> knf.FbankOptions:
    """The filter bank inside libvosk's MFCC of conf/mfcc.conf; 16-bit scale."""
    opts = knf.FbankOptions()
    opts.frame_opts.samp_freq = SAMPLE_RATE
    opts.frame_opts.dither = 0
    opts.frame_opts.snip_edges = True
    opts.mel_opts.num_bins = MEL_BINS
    opts.mel_opts.low_freq = MEL_LOW_HZ
    opts.mel_opts.high_freq = MEL_HIGH_HZ
    opts.use_energy = False
    return opts


def log_mel(sound: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """→ frames × 40."""
    bank = knf.OnlineFbank(options())
    bank.accept_waveform(SAMPLE_RATE, np.asarray(sound, np.float32))
    bank.input_finished()
    frames = [bank.get_frame(i) for i in range(bank.num_frames_ready)]
    return np.stack(frames) if frames else np.zeros((0, MEL_BINS), np.float32)


def silent_frames(speech: npt.NDArray[np.float64], frames: int) -> npt.NDArray[np.bool_]:
    """Which frames lie in a pause, or before or after the sentence; from the speech before noise was added."""
    squares = np.concatenate([[0.0], np.cumsum(speech**2)])
    starts = np.minimum(np.arange(frames) * HOP, len(speech) - 1)
    energy = squares[np.minimum(starts + WINDOW, len(speech))] - squares[starts]
    quiet = energy <= max(energy.max(initial=0.0), 1e-9) * 10 ** (SILENT_DB / 10)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        inner = start > 0 and end < frames
        if inner and end - start < PAUSE_FRAMES:
            quiet[start:end] = False
    return np.asarray(quiet)
