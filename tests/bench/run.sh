#!/bin/sh
# Times Banxin on the page other programs are timed on, side by side with Typst where it can be had, and
# judges its setting. By hand; needs the folder with the peers beside the project, node and npm.
# usage: tests/bench/run.sh [RUNS]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$root/../shared runs=${1:-7} work=$root/build/bench
[ -f "$shared/peers/bench.py" ] || { echo "the peers are not beside the project: nothing to compare with"; exit 0; }
mkdir -p "$work"
cp "$shared"/peers/* "$work"
cd "$work"
python3 gen.py && python3 gen.py 40
[ -d node_modules ] || npm install --silent @myriaddreamin/typst-ts-node-compiler
NOTO_FONTS=$(dirname "$(fc-match -f '%{file}' 'Noto Serif CJK SC')")
export NOTO_FONTS
python3 "$root/tests/bench/peer_issue.py" content.json peer-page
python3 "$root/tests/bench/peer_issue.py" content.json peer-page-40 40
banxin=$root/build/banxin
python3 bench.py -n "$runs" typst="node typ.mjs page.typ typst.pdf" \
    press="$banxin build peer-page -o press.pdf" proof="$banxin build peer-page --profile proof -o proof.pdf" \
    check="$banxin check peer-page"
python3 bench.py -n 3 typst-40="node typ.mjs page40.typ typst-40.pdf" press-40="$banxin build peer-page-40 -o press-40.pdf"
python3 "$shared/judge/typejudge.py" press.pdf typst.pdf
