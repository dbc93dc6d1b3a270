"""What the engine can be told, one frozen message each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """Begin to hear a call, from a recording or from two devices.

    ``clock_s`` is what the call's clock shows now: a recording is entered there, devices count on from it.
    ``recording`` holds one path (stereo, or mono for the customer alone) or two (agent, customer); it is paced as live
    unless ``paced`` is false. Without it ``agent_device`` and ``customer_device`` name the devices ("" is the default).
    ``call_date`` is the ISO date that "tomorrow" is counted from. ``tone``: measure the customer's voice.
    ``skip_silence``: keep long silence from the recogniser. ``pause_at_card``: write nothing while a card is read out.
    """

    call_id: str
    clock_s: float = 0.0
    call_date: str = ""
    recording: tuple[str, ...] = ()
    paced: bool = True
    agent_device: str = ""
    customer_device: str = ""
    tone: bool = False
    skip_silence: bool = True
    pause_at_card: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop writing: what is said until ``Resume`` reaches neither text nor disk. Meters go on."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    pass


@dataclass(frozen=True, slots=True)
class Mute:
    """The agent's microphone is muted: what is said into it until ``Unmute`` is not heard. The customer is."""


@dataclass(frozen=True, slots=True)
class Unmute:
    pass


@dataclass(frozen=True, slots=True)
class Finish:
    """Decode what was heard, then say ``CaptureFinished``; the model stays loaded for the next call."""


@dataclass(frozen=True, slots=True)
class Watch:
    """While no call is heard, notice one by its voices: nothing is decoded or kept. Ends with ``Start``."""

    agent_device: str = ""
    customer_device: str = ""


@dataclass(frozen=True, slots=True)
class StopWatching:
    pass


@dataclass(frozen=True, slots=True)
class Quit:
    pass


Command = Start | Pause | Resume | Mute | Unmute | Finish | Watch | StopWatching | Quit
