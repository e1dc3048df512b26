#!/bin/sh
# From a save to the new picture in the browser, in chromium; then the memory of 500 builds. By hand: other load on the
# machine is measured too. Installs what is missing.
# usage: tests/bench/watch/run.sh [RUNS]
to_root=../../..
. "$(dirname "$0")/$to_root/.setup.sh"
install_packages
build "$root/build" -DBX_WERROR=ON
sample=$root/samples/kaifaqu-2024-12
/usr/bin/python3 -B -W ignore "$root/tests/bench/watch/latency.py" "$root/build/banxin" "$sample" "$root/build/bench/watch" "${1:-20}"
/usr/bin/python3 -B -W ignore "$root/tests/watch/memory.py" "$root/build/banxin" "$sample" "$root/build/bench/memory" 500
