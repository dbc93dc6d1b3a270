"""One command makes the bundled model: text, speech, training, model folder; each step resumes where it stopped."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # `python tools/model/make.py` starts in its own folder

from tools.model import corpus, export, graph, language_model, speech, testsets, train
from tools.model.plan import ROOT, Plan

STEPS = ("text", "tests", "speech", "train", "graph", "export")


def run(step: str, plan: Plan, workers: int, minutes: float, also: list[Path]) -> None:
    match step:
        case "text":
            text = corpus.text_of(plan)
            print(f"text: {len(text.lexicon)} words, {len(text.spoken)} sentences to speak")
        case "tests":
            testsets.build(plan, corpus.text_of(plan))
        case "speech":
            speech.build(plan, corpus.text_of(plan), workers)
        case "train":
            train.train(plan, minutes, workers)
        case "graph":
            make_graph(plan)
        case "export":
            export.write([plan.checkpoint, *also], plan.model, plan.shape, export.Decoding())


def make_graph(plan: Plan) -> None:
    """Language model and graph of the bundled model."""
    text = corpus.text_of(plan)
    model, size = graph.of_texts(plan.model, text.counted, text.lexicon, plan.graph_bytes)
    found, unknown = language_model.perplexity(model, text.aside.develop)
    print(f"graph: {model.ngrams()} n-grams, {size / 1e6:.1f} MB, development sentences: perplexity {found:.1f}, "
          f"{100 * unknown:.1f} % unknown words")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", choices=[*STEPS, []], help=f"default: all of {', '.join(STEPS)}")
    parser.add_argument("--texts", type=Path, required=True, help="folder with the text sets named in README.md")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "model", help="where everything is kept meanwhile"
    )
    parser.add_argument("--start", type=Path, help="model folder of this recipe to begin from, instead of from nothing")
    parser.add_argument("--workers", type=int, default=2, help="processes that make speech, threads that train")
    parser.add_argument("--minutes", type=float, default=90, help="training time in all")
    parser.add_argument(
        "--also",
        type=Path,
        action="append",
        default=[],
        help="checkpoint of another training from the same start, as often as you like; exported is their mean",
    )
    options = parser.parse_args()
    plan = Plan(options.work, options.texts, options.start)
    plan.work.mkdir(parents=True, exist_ok=True)
    for step in options.steps or STEPS:
        began = time.monotonic()
        run(step, plan, options.workers, options.minutes, options.also)
        print(f"{step}: {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
