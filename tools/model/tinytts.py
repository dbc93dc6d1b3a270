"""TinyTTS, a small neural voice (a VITS): the one voice here that no rule and no decision tree shaped.

Its package carries the weights. The package's own front end fetches a tokenizer at run time, so only its network is
used, and the lexicon tells it the phones: what it says is known.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import soundfile as sf
import torch

from tools.model.lexicon import PHONE_ID, VOWELS, read_out
from tools.model.voices import Voice

if TYPE_CHECKING:
    from torch import nn

NAME, VERSION = "tiny-tts", "0.2.0"
FOLDER = "tinytts"
WEIGHTS = "checkpoints/G.pth"
RATE_HZ = 44_100
SPECTRUM_BINS = 1025
BERT_SIZES = (1024, 768)
"""Features of language models, which this voice does without: zeros."""


def prepare(work: Path) -> None:
    """Fetch the network's code and weights into `work`/tinytts, unless they are there."""
    if (work / FOLDER).exists():
        return
    with tempfile.TemporaryDirectory(dir=work) as scratch:
        fetch = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*fetch, "-d", scratch, f"{NAME}=={VERSION}"], check=True)
        for archive in Path(scratch).glob("*.tar.gz"):
            with tarfile.open(archive) as packed:
                packed.extractall(scratch, filter="data")
        package = Path(scratch) / f"{NAME.replace('-', '_')}-{VERSION}"
        (package / "tiny_tts" / "__init__.py").unlink()  # starts the front end
        package.rename(work / FOLDER)


@cache
def network(folder: Path) -> nn.Module:
    """The voice, ready to speak in one thread; its shape is that of the weights in the package."""
    sys.path.insert(0, str(folder))
    from tiny_tts.models import VoiceSynthesizer  # type: ignore[import-not-found]
    from tiny_tts.text import symbols  # type: ignore[import-not-found]

    torch.set_num_threads(1)
    voice: nn.Module = VoiceSynthesizer(
        len(symbols), SPECTRUM_BINS, 32, inter_channels=80, hidden_channels=80, filter_channels=320, n_heads=2,
        n_layers=3, n_layers_trans_flow=3, kernel_size=3, p_dropout=0.1, resblock="1",
        resblock_kernel_sizes=[3, 7, 11], resblock_dilation_sizes=[[1, 3, 5]] * 3, upsample_rates=[8, 8, 2, 2, 2],
        upsample_initial_channel=256, upsample_kernel_sizes=[16, 16, 8, 2, 2], n_speakers=1, gin_channels=80,
    )  # fmt: skip
    kept = torch.load(folder / WEIGHTS, map_location="cpu", weights_only=True)["model"]
    voice.load_state_dict({name: weights.float() for name, weights in kept.items()})
    voice.dec.remove_weight_norm()  # type: ignore[operator,union-attr]
    return voice.eval()


def signs(text: str) -> tuple[list[tuple[str, int]], list[int]]:
    """(phones and pauses with their tone, 0 or stress + 1; the lexicon's phone numbers) of a written sentence."""
    told: list[tuple[str, int]] = [("_", 0)]
    phones: list[int] = []
    for word in read_out(text):
        phones += [PHONE_ID[phone] for phone in word.phones]
        for phone, stress in zip(word.phones, word.stresses, strict=True):
            name = {"ax": "ah", "v": "V"}.get(phone, phone)
            told.append((name, stress + 1 if phone in VOWELS else 0))
        if word.pauses:
            told.append((",", 0))
    return [*told, (".", 0), ("_", 0)], phones


def say(text: str, voice: Voice, work: Path, out: Path) -> list[int]:
    """One sentence into `out`; → the phones said."""
    folder = work / FOLDER
    speaker = network(folder)
    from tiny_tts.text import language_id_map, language_tone_start_map, symbols

    told, phones = signs(text)
    between = [item for sign in told for item in (("_", None), sign)] + [("_", None)]
    first_tone = language_tone_start_map["EN"]
    x = torch.tensor([[symbols.index(name) for name, _ in between]])
    tones = torch.tensor([[0 if tone is None else first_tone + tone for _, tone in between]])
    language = torch.tensor([[0 if tone is None else language_id_map["EN"] for _, tone in between]])
    n = x.shape[1]
    torch.manual_seed(zlib.crc32(text.encode()))
    with torch.inference_mode():
        sound, *_ = speaker.infer(  # type: ignore[operator]
            x, torch.tensor([n]), torch.tensor([0]), tones, language,
            *(torch.zeros(1, size, n) for size in BERT_SIZES),
            length_scale=1 / voice.rate, sdp_ratio=0.3,
        )  # fmt: skip
    sf.write(out, sound[0, 0].numpy(), RATE_HZ, subtype="PCM_16")
    return phones
