"""Make the weights again: `python -m training.digits.train FOLDER... --out weights.npz` from the root of the project.

FOLDERs hold the fonts of `fonts.py`. Needs torch and Pillow beside the project and its extra `ocr`, best in an
environment of its own. The same seed, fonts and versions give the same examples; see docs/digits.md.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.readers.scan.digits.pieces import MEASURES
from extract.readers.scan.digits.symbols import CLASSES
from training.digits.examples import KEPT_SHARE, Examples, make_examples
from training.digits.fonts import TRAIN, VALIDATE, find_faces

BATCH = 128
CHANNELS = (12, 28, 48)
HIDDEN = 112


class Network(nn.Module):
    """The layers that `extract/readers/scan/digits/network.py` computes in numpy."""

    def __init__(self) -> None:
        super().__init__()
        one, two, three = CHANNELS
        self.one = nn.Conv2d(1, one, 5, stride=2, padding=2)
        self.two = nn.Conv2d(one, two, 3, padding=1)
        self.three = nn.Conv2d(two, three, 3, padding=1)
        self.hidden = nn.Linear(16 * three + MEASURES, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(CLASSES))

    def forward(self, pictures: Tensor, measures: Tensor) -> Tensor:
        layer = functional.relu(self.one(pictures))
        layer = functional.max_pool2d(functional.relu(self.two(layer)), 2)
        layer = functional.max_pool2d(functional.relu(self.three(layer)), 2)
        # Rows, columns, channels: the order in which numpy lays the same layer flat.
        flat = torch.cat([layer.permute(0, 2, 3, 1).flatten(1), measures], 1)
        flat = functional.dropout(flat, 0.1, self.training)
        return self.out(functional.relu(self.hidden(flat)))


def train(examples: Examples, minutes: float, passes: int, out: Path) -> Network:
    """Stops after so many passes, or at the end of the pass in which the minutes of CPU run out."""
    network = Network()
    steps = passes * (len(examples.classes) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps + 1, pct_start=0.15)
    kept = torch.tensor([KEPT_SHARE.get(char, 1.0) for char in CLASSES]).log()
    started = time.process_time()
    for number in range(passes):
        order = torch.randperm(len(examples.classes))
        lost = 0.0
        for start in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[start : start + BATCH]
            loss = functional.cross_entropy(network(*_inputs(examples, rows)) + kept, _classes(examples, rows))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            lost += float(loss.detach())
        spent = time.process_time() - started
        print(f"pass {number + 1}: loss {lost / (len(order) // BATCH):.4f}, {spent:.0f} s of CPU", flush=True)
        keep_weights(network, 1.0, out)  # a run that is stopped is not lost
        if spent > 60 * minutes:
            break
    return network.eval()


def _inputs(examples: Examples, rows: Tensor) -> tuple[Tensor, Tensor]:
    pictures = torch.from_numpy(examples.pictures[rows.numpy()]).float().div_(255).unsqueeze(1)
    return pictures, torch.from_numpy(examples.measures[rows.numpy()])


def _classes(examples: Examples, rows: Tensor) -> Tensor:
    return torch.from_numpy(examples.classes[rows.numpy()])


def scores_of(network: Network, examples: Examples) -> Tensor:
    with torch.no_grad():
        rows = torch.arange(len(examples.classes)).split(1024)
        return torch.cat([network(*_inputs(examples, part)) for part in rows])


def fit_temperature(scores: Tensor, classes: Tensor) -> float:
    """The number that scores are divided by so that, on families not trained on, probabilities are as often right."""
    tried = np.arange(0.6, 4.0, 0.05)
    kept = torch.tensor([KEPT_SHARE.get(char, 1.0) for char in CLASSES]).log()
    losses = [float(functional.cross_entropy(scores / float(value) + kept, classes)) for value in tried]
    return float(tried[int(np.argmin(losses))])


def keep_weights(network: Network, temperature: float, path: Path) -> None:
    """Windows as (side, side, in, out), sums as (in, out); half precision, which changes no answer."""
    arrays = {"temperature": np.float32(temperature)}
    for name, layer in network.named_children():
        weight = layer.weight.detach().numpy()
        turned = weight.transpose(2, 3, 1, 0) if weight.ndim == 4 else weight.T
        arrays[f"{name}.w"] = np.ascontiguousarray(turned, np.float16)
        arrays[f"{name}.b"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--crops", type=int, default=36_000)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--seed", type=int, default=2568)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    examples = make_examples(find_faces(given.folders, TRAIN), given.crops, random.Random(given.seed))
    print(len(examples.classes), "examples", np.bincount(examples.classes, minlength=len(CLASSES)), flush=True)
    network = train(examples, given.minutes, given.passes, given.out)
    held = make_examples(find_faces(given.folders, VALIDATE), given.crops // 20, random.Random(given.seed + 1))
    scores = scores_of(network, held)
    temperature = fit_temperature(scores, torch.from_numpy(held.classes))
    right = (scores.argmax(1).numpy() == held.classes).mean()
    keep_weights(network, temperature, given.out)
    print(f"{right:.4f} of {len(held.classes)} held segments; temperature {temperature:.2f}")


if __name__ == "__main__":
    main()
