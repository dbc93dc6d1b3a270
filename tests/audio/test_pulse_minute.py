"""A minute of both sides through a real sound server: every sample that was played is heard, on its own side."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.program import device_of
from calls.events import Channel
from tests.capture_process import capture_process
from tests.sample_match import matches, write_noise
from tests.sound_server import AGENT_MOUTH, HEADSET, LIVE_SOUND, sound_server

pytestmark = LIVE_SOUND

MOST_NOISE_DB = -60


@pytest.mark.parametrize(("customer", "seconds"), [("", 60), (device_of("softphone"), 15)])
def test_no_sample_is_lost_added_or_changed_but_at_the_edges(tmp_path: Path, customer: str, seconds: int):
    paths = {channel: tmp_path / f"{channel}.wav" for channel in Channel}
    played = {channel: write_noise(paths[channel], seconds, seed) for seed, channel in enumerate(Channel)}
    with sound_server() as server, capture_process(server.environment, customer=customer) as capture:
        players = [
            server.play(AGENT_MOUTH, paths[Channel.AGENT]),
            server.play(HEADSET, paths[Channel.CUSTOMER], program="softphone"),
        ]
        for player in players:
            assert player.wait(seconds + 20) == 0
        heard = capture.finish()
    assert not heard.gaps
    for channel in Channel:
        found = list(matches(played[channel], heard.samples[channel]))
        assert len(found) >= seconds - 2
        assert not [match for match in found if match.moved]
        assert max(match.noise_db for match in found) < MOST_NOISE_DB
