#!/bin/sh
# Line-break and spacing vectors through `banxin lines`. $1 banxin, $2 folder with the judge.
set -eu
[ -f "$2/judge/linejudge.py" ] || { echo "skipped: the vectors are not beside the project"; exit 77; }
exec python3 "$2/judge/linejudge.py" --cmd "$1 lines"
